package io.manako.app.gallery;

import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a gallery's tags hang together and look. Thread-safe; every call blocks and belongs off the UI thread. Changes throw
 * {@link io.manako.engine.store.StoreException} where the library cannot be written, and {@link
 * io.manako.engine.store.TagException} where they cannot be; both are worded for the user.
 */
public interface TagArrangement {
    /**
     * Puts a tag below another.
     *
     * @param parent null: at the top
     */
    void place(TagName tag, @Nullable TagName parent);

    /** @param colour null: none */
    void colour(TagName tag, @Nullable TagColour colour);

    /** The other names of a tag, in their order. */
    List<TagName> aliases(TagName tag);

    void addAlias(TagName alias, TagName tag);

    void removeAlias(TagName alias);
}
