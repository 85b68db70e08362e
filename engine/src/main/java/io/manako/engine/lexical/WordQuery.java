package io.manako.engine.lexical;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words to look for. Any text is one: the more of the words a photo has, and the rarer they are, the better it matches.
 * Words between quotation marks belong together, an asterisk at the end stands for what may follow; both words beside an
 * {@code AND} must be there, and the one after {@code NOT} must not. Where that makes no sense it is passed over.
 */
public record WordQuery(List<Word> words) {
    /** More words say nothing more, and cost. */
    private static final int MOST_WORDS = 32;

    /** Characters (code points) of a word, or of words that belong together. */
    private static final int LONGEST = 100;

    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)(?:\"|$)(\\*?)|([^\"\\s]+)");

    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

    /** Whether a word is to be there. */
    public enum Need {
        WANTED,
        REQUIRED,
        EXCLUDED
    }

    /**
     * A word, or words that belong together.
     *
     * @param text not blank
     * @param prefix whether the text is only what a word begins with
     */
    public record Word(String text, Need need, boolean prefix) {
        /** As it was asked for, but for quotation marks. */
        String asked() {
            return prefix ? text + "*" : text;
        }
    }

    public WordQuery {
        words = List.copyOf(words);
    }

    /** Reads a query. */
    public static WordQuery parse(String text) {
        List<Word> words = new ArrayList<>();
        Need need = Need.WANTED;
        Matcher token =
                TOKEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[“”„]", "\""));
        while (words.size() < MOST_WORDS && token.find()) {
            String bare = token.group(3);
            switch (bare == null ? "" : bare) {
                case "AND" -> {
                    if (!words.isEmpty() && words.getLast().need() == Need.WANTED) {
                        Word before = words.removeLast();
                        words.add(new Word(before.text(), Need.REQUIRED, before.prefix()));
                    }
                    need = Need.REQUIRED;
                }
                case "OR" -> need = Need.WANTED;
                case "NOT" -> need = Need.EXCLUDED;
                default -> {
                    boolean prefix = bare == null ? !token.group(2).isEmpty() : bare.endsWith("*");
                    String word = shortened(bare == null ? token.group(1) : bare.replaceAll("\\*+$", ""));
                    if (!word.isEmpty()) {
                        words.add(new Word(word, need, prefix));
                        need = Need.WANTED;
                    }
                }
            }
        }
        return new WordQuery(words);
    }

    /** A word, or words that belong together, as {@link #parse} understands it. */
    static String quoted(String text) {
        boolean bare = text.codePoints().allMatch(Character::isLetterOrDigit) && !OPERATORS.contains(text);
        return bare ? text : '"' + text.replace("\"", " ").strip() + '"';
    }

    private static String shortened(String text) {
        String word = text.strip();
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
