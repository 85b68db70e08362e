package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;

/**
 * What the user says of a word, or of words that belong together, and a photo.
 *
 * @param word one line of text in Unicode's NFKC form, of 1 to {@value #LONGEST} characters (code points)
 */
public record WordMark(PhotoId photo, String word, Kind kind) {
    /** In characters (code points). */
    public static final int LONGEST = PlainText.LONGEST;

    private static final PlainText.Sentences SENTENCES =
            new PlainText.Sentences("engine.word.empty", "engine.word.long", "engine.word.unplain");

    /** What is said. */
    public enum Kind {
        /** The photo is found by the word, whatever is written of it. */
        ADDED,
        /** It is not, whatever its files and a language model say. */
        TAKEN_OUT,
        /** Nothing: what is written holds. */
        NONE
    }

    /** @throws WordException if that is no word: empty, too long, or with characters that cannot be shown */
    public WordMark {
        word = PlainText.checked(word, SENTENCES, WordException::new);
    }

    /** Two words with one key are one word. */
    String key() {
        return PlainText.fold(word);
    }
}
