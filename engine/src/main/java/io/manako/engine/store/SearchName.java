package io.manako.engine.store;

/**
 * What a saved search is called: one line of text in Unicode's NFKC form without blanks around it.
 *
 * @param text 1 to {@value #LONGEST} characters (code points)
 */
public record SearchName(String text) {
    /** In characters (code points). */
    public static final int LONGEST = PlainText.LONGEST;

    private static final PlainText.Sentences SENTENCES =
            new PlainText.Sentences("engine.saved.empty", "engine.saved.long", "engine.saved.unplain");

    /** @throws SavedSearchException if that is no name: empty, too long, or with characters that cannot be shown */
    public SearchName {
        text = PlainText.checked(text, SENTENCES, SavedSearchException::new);
    }

    /** Two names with one key are one search. */
    String key() {
        return PlainText.fold(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
