package io.manako.app.gallery;

import io.manako.engine.TagSuggestion;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A gallery's tags as they were learned at some time. Thread-safe. */
public interface TagSuggester {
    /** The tags that were learned, in the order of the names. */
    List<TagName> tags();

    /** How many photos were learned from. */
    int photos();

    /** How many of them have a tag. */
    int examples(TagName tag);

    /**
     * Tags that photos may well have, of which nobody has said yet whether they have them. Blocks.
     *
     * @param among the photos that are looked at, or null for all
     * @param each most suggestions of one tag
     * @return the most probable first
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    List<TagSuggestion> suggest(@Nullable Set<PhotoId> among, int each, CancellationToken cancellation);
}
