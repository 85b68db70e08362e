package io.manako.engine.filter;

import io.manako.engine.filter.Token.Kind;
import io.manako.engine.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a filter by recursive descent. NOT binds more than AND, AND more than OR.
 *
 * <pre>
 * or   = and { "OR" and }
 * and  = not { [ "AND" ] not }
 * not  = "NOT" not | "(" or ")" | term
 * </pre>
 */
final class FilterParser {
    /** Of parentheses and NOT: more than anybody writes, and far from what a thread's stack holds. */
    private static final int DEEPEST = 100;

    private static final int QUOTED = 40;

    private final Lexer lexer;
    private Token token = new Token(Kind.END, "", "", false, 1);
    private int depth;

    FilterParser(String text) {
        lexer = new Lexer(text);
    }

    Filter parse() throws FilterException {
        advance();
        if (token.kind() == Kind.END) {
            return Filter.EVERYTHING;
        }
        Filter filter = or();
        if (token.kind() == Kind.CLOSE) {
            throw wrong("engine.filter.unopened");
        }
        return filter;
    }

    private Filter or() throws FilterException {
        List<Filter> parts = new ArrayList<>();
        parts.add(and());
        while (token.kind() == Kind.OR) {
            advance();
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
    }

    private Filter and() throws FilterException {
        List<Filter> parts = new ArrayList<>();
        parts.add(not());
        while (token.kind() != Kind.OR && token.kind() != Kind.CLOSE && token.kind() != Kind.END) {
            if (token.kind() == Kind.AND) {
                advance();
            }
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    }

    private Filter not() throws FilterException {
        Token here = token;
        return switch (here.kind()) {
            case TERM -> {
                advance();
                yield term(here);
            }
            case NOT -> {
                descend();
                Filter unwanted = not();
                depth--;
                yield new Filter.Not(unwanted);
            }
            case OPEN -> {
                descend();
                Filter inner = or();
                if (token.kind() != Kind.CLOSE) {
                    throw new FilterException(Message.of("engine.filter.unclosed", here.position()), here.position());
                }
                advance();
                depth--;
                yield inner;
            }
            case END -> throw wrong("engine.filter.end");
            case AND, OR, CLOSE -> throw wrong("engine.filter.unexpected", here.text());
        };
    }

    private void descend() throws FilterException {
        if (++depth > DEEPEST) {
            throw wrong("engine.filter.deep", DEEPEST);
        }
        advance();
    }

    private static Filter term(Token term) throws FilterException {
        return switch (term.field()) {
            case Lexer.FOLDER -> new Filter.InFolder(term.text(), term.prefix());
            case Lexer.COLLECTION -> new Filter.Collected(term.text(), term.prefix());
            case Lexer.DATE -> date(term);
            case Lexer.CAMERA -> new Filter.TakenBy(term.text(), term.prefix());
            case Lexer.RATING -> rating(term);
            default -> new Filter.Tagged(term.text(), term.prefix());
        };
    }

    private static Filter date(Token term) throws FilterException {
        return DateSpan.parse(term.text())
                .filter(span -> !term.prefix())
                .map(span -> new Filter.Taken(span.from(), span.until()))
                .orElseThrow(() -> new FilterException(
                        Message.of("engine.filter.date", term.position(), shortened(term.text())), term.position()));
    }

    private static Filter rating(Token term) throws FilterException {
        return StarSpan.parse(term.text())
                .filter(span -> !term.prefix())
                .map(span -> new Filter.Rated(span.least(), span.most()))
                .orElseThrow(() -> new FilterException(
                        Message.of("engine.filter.rating", term.position(), shortened(term.text())), term.position()));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "…";
    }

    private void advance() throws FilterException {
        token = lexer.next();
    }

    private FilterException wrong(String key, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(token.position()));
        arguments.addAll(List.of(more));
        return new FilterException(Message.of(key, arguments.toArray()), token.position());
    }
}
