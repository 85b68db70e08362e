package io.manako.engine.store;

import io.manako.engine.message.Message;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;

/**
 * What names of tags and of saved searches have in common: one line of text in Unicode's NFKC form without blanks around
 * it, so that full-width and half-width letters are the same.
 */
final class PlainText {
    /** In characters (code points). */
    static final int LONGEST = 200;

    private PlainText() {}

    /** Keys of the sentences that say why a text is no name. */
    record Sentences(String empty, String tooLong, String unplain) {}

    /**
     * The name that a text is.
     *
     * @throws RuntimeException that {@code failure} makes, if it is none
     */
    static String checked(String text, Sentences sentences, Function<Message, RuntimeException> failure) {
        String name = normalised(text);
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            throw failure.apply(Message.of(sentences.empty()));
        }
        if (length > LONGEST) {
            throw failure.apply(Message.of(sentences.tooLong(), LONGEST, length));
        }
        int[] characters = name.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isPlain(characters[i])) {
                throw failure.apply(
                        Message.of(sentences.unplain(), String.format(Locale.ROOT, "U+%04X", characters[i]), i + 1));
            }
        }
        return name;
    }

    static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /**
     * A text in the form in which names are compared: normalised and without case. Letter by letter, so that what a text
     * begins with still does.
     */
    static String fold(String text) {
        String normalised = normalised(text);
        StringBuilder folded = new StringBuilder(normalised.length());
        normalised
                .codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
