package io.manako.engine.metadata;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Texts of other programs as they can be shown. */
public final class Texts {
    /** In characters (code points): of a caption, the longest text that there is. */
    static final int LONGEST = 4000;

    /** Of a line, such as a keyword or a title. */
    static final int LONGEST_LINE = 1000;

    private Texts() {}

    /** One line without control characters, cut where it is too long; null where nothing is left. */
    public static @Nullable String line(@Nullable String text) {
        String clean = clean(text, LONGEST_LINE);
        return clean == null ? null : clean.replace('\n', ' ');
    }

    /** The same with its line breaks. */
    public static @Nullable String lines(@Nullable String text) {
        return clean(text, LONGEST);
    }

    private static @Nullable String clean(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder();
        String beginning = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        Normalizer.normalize(beginning, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .codePoints()
                .map(character -> character == '\r' ? '\n' : character == '\t' ? ' ' : character)
                .filter(character -> character == '\n' || isShown(character))
                .limit(longest)
                .forEach(kept::appendCodePoint);
        String clean = kept.toString().strip();
        return clean.isEmpty() ? null : clean;
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> character != '\uFFFD';
        };
    }
}
