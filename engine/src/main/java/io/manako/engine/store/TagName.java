package io.manako.engine.store;

import io.manako.engine.message.Message;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a tag is called: one line of text in Unicode's NFKC form without blanks around it, so that full-width and
 * half-width letters are the same.
 *
 * @param text 1 to {@value #LONGEST} characters (code points)
 */
public record TagName(String text) {
    /** In characters (code points). */
    public static final int LONGEST = 200;

    /** @throws TagException if that is no name: empty, too long, or with characters that cannot be shown */
    public TagName {
        text = normalised(text);
        int length = text.codePointCount(0, text.length());
        if (length == 0) {
            throw new TagException(Message.of("engine.tag.empty"));
        }
        if (length > LONGEST) {
            throw new TagException(Message.of("engine.tag.long", LONGEST, length));
        }
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isPlain(characters[i])) {
                throw new TagException(
                        Message.of("engine.tag.unplain", String.format(Locale.ROOT, "U+%04X", characters[i]), i + 1));
            }
        }
    }

    /** The name that comes nearest to a text: without what cannot be shown and cut where it is too long; empty for none. */
    static Optional<TagName> nearest(String text) {
        StringBuilder plain = new StringBuilder();
        normalised(text).codePoints().filter(TagName::isPlain).limit(LONGEST).forEach(plain::appendCodePoint);
        String name = normalised(plain.toString());
        return name.isEmpty() ? Optional.empty() : Optional.of(new TagName(name));
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /**
     * A text in the form in which names are compared: normalised and without case. Letter by letter, so that what a text
     * begins with still does.
     */
    public static String fold(String text) {
        String normalised = normalised(text);
        StringBuilder folded = new StringBuilder(normalised.length());
        normalised
                .codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Two names with one key are one tag. */
    public String key() {
        return fold(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
