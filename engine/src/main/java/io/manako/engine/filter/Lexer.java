package io.manako.engine.filter;

import io.manako.engine.filter.Token.Kind;
import io.manako.engine.message.Message;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a filter into tokens, one at a time. Full-width letters and signs, as Japanese input methods write them, count as
 * their narrow forms.
 */
final class Lexer {
    static final String TAG = "tag";
    static final String FOLDER = "folder";
    static final String COLLECTION = "collection";
    static final String DATE = "date";
    static final String CAMERA = "camera";
    static final String RATING = "rating";

    private static final Set<String> FIELDS = Set.of(TAG, FOLDER, COLLECTION, DATE, CAMERA, RATING);

    private final int[] characters;
    private int at;

    Lexer(String text) {
        characters = text.codePoints().map(Lexer::narrow).toArray();
    }

    private static int narrow(int character) {
        if (character >= 0xFF01 && character <= 0xFF5E) {
            return character - 0xFF01 + '!';
        }
        return switch (character) {
            case '“', '”', '„' -> '"';
            default -> Character.isSpaceChar(character) || Character.isWhitespace(character) ? ' ' : character;
        };
    }

    /** The next token; {@link Kind#END} at the end, as often as it is asked for. */
    Token next() throws FilterException {
        while (at < characters.length && characters[at] == ' ') {
            at++;
        }
        int position = at + 1;
        if (at == characters.length) {
            return new Token(Kind.END, "", "", false, position);
        }
        return switch (characters[at]) {
            case '(' -> sign(Kind.OPEN);
            case ')' -> sign(Kind.CLOSE);
            case '"' -> quoted("", position);
            default -> word(position);
        };
    }

    private Token sign(Kind kind) {
        at++;
        return new Token(kind, "", kind == Kind.OPEN ? "(" : ")", false, at);
    }

    private Token word(int position) throws FilterException {
        int start = at;
        while (at < characters.length && " ()\"".indexOf(characters[at]) < 0) {
            at++;
            String field = characters[at - 1] == ':' ? string(start, at - 1).toLowerCase(Locale.ROOT) : "";
            if (FIELDS.contains(field)) {
                return value(field, position);
            }
        }
        String word = string(start, at);
        return switch (word) {
            case "AND" -> new Token(Kind.AND, "", word, false, position);
            case "OR" -> new Token(Kind.OR, "", word, false, position);
            case "NOT" -> new Token(Kind.NOT, "", word, false, position);
            default -> term("", word, position);
        };
    }

    private Token value(String field, int position) throws FilterException {
        if (at < characters.length && characters[at] == '"') {
            return quoted(field, position);
        }
        int start = at;
        while (at < characters.length && " ()\"".indexOf(characters[at]) < 0) {
            at++;
        }
        if (at == start) {
            throw new FilterException(Message.of("engine.filter.no-value", position, field), position);
        }
        return term(field, string(start, at), position);
    }

    private static Token term(String field, String text, int position) {
        boolean prefix = text.endsWith("*");
        return new Token(Kind.TERM, field, prefix ? text.substring(0, text.length() - 1) : text, prefix, position);
    }

    /** Between quotation marks everything is text; two of them stand for one. */
    private Token quoted(String field, int position) throws FilterException {
        int open = at + 1;
        StringBuilder text = new StringBuilder();
        at++;
        while (at < characters.length) {
            int character = characters[at++];
            if (character != '"') {
                text.appendCodePoint(character);
            } else if (at < characters.length && characters[at] == '"') {
                text.append('"');
                at++;
            } else {
                boolean prefix = at < characters.length && characters[at] == '*';
                at += prefix ? 1 : 0;
                return new Token(Kind.TERM, field, text.toString(), prefix, position);
            }
        }
        throw new FilterException(Message.of("engine.filter.unquoted", open), open);
    }

    private String string(int from, int to) {
        return new String(characters, from, to - from);
    }
}
