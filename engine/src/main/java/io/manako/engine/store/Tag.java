package io.manako.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * A tag of a library.
 *
 * @param parent the tag that is meant, too, where this one is given; null at the top
 * @param photos that bear this very tag, not those of tags below it
 * @param colour that the user gave it, or null
 */
public record Tag(
        TagName name,
        @Nullable TagName parent,
        int photos,
        @Nullable TagColour colour) {
    /** Without a colour. */
    public Tag(TagName name, @Nullable TagName parent, int photos) {
        this(name, parent, photos, null);
    }
}
