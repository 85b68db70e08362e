package io.manako.engine.store;

/**
 * What a collection is called: one line of text in Unicode's NFKC form without blanks around it.
 *
 * @param text 1 to {@value #LONGEST} characters (code points)
 */
public record CollectionName(String text) {
    /** In characters (code points). */
    public static final int LONGEST = PlainText.LONGEST;

    private static final PlainText.Sentences SENTENCES =
            new PlainText.Sentences("engine.collection.empty", "engine.collection.long", "engine.collection.unplain");

    /** @throws CollectionException if that is no name: empty, too long, or with characters that cannot be shown */
    public CollectionName {
        text = PlainText.checked(text, SENTENCES, CollectionException::new);
    }

    /** Two names with one key are one collection. */
    public String key() {
        return PlainText.fold(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
