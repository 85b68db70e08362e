package io.manako.engine.store;

import java.util.Optional;

/**
 * What a tag is called: one line of text in Unicode's NFKC form without blanks around it, so that full-width and
 * half-width letters are the same.
 *
 * @param text 1 to {@value #LONGEST} characters (code points)
 */
public record TagName(String text) {
    /** In characters (code points). */
    public static final int LONGEST = PlainText.LONGEST;

    private static final PlainText.Sentences SENTENCES =
            new PlainText.Sentences("engine.tag.empty", "engine.tag.long", "engine.tag.unplain");

    /** @throws TagException if that is no name: empty, too long, or with characters that cannot be shown */
    public TagName {
        text = PlainText.checked(text, SENTENCES, TagException::new);
    }

    /** The name that comes nearest to a text: without what cannot be shown and cut where it is too long; empty for none. */
    static Optional<TagName> nearest(String text) {
        StringBuilder plain = new StringBuilder();
        PlainText.normalised(text)
                .codePoints()
                .filter(PlainText::isPlain)
                .limit(LONGEST)
                .forEach(plain::appendCodePoint);
        String name = PlainText.normalised(plain.toString());
        return name.isEmpty() ? Optional.empty() : Optional.of(new TagName(name));
    }

    /** A text in the form in which names are compared: normalised and without case; what it begins with still does. */
    public static String fold(String text) {
        return PlainText.fold(text);
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
