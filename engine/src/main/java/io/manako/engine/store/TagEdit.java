package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.util.Collection;
import java.util.List;

/**
 * A change of tags, wanted or made. What was made is taken back by its {@linkplain #inverse inverse}.
 *
 * @param added put on photos after the others are removed
 * @param removed taken off photos; of a wanted change photo and tag count alone
 */
public record TagEdit(List<PhotoTag> added, List<PhotoTag> removed) {
    public TagEdit {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** Puts tags on all of some photos and takes others off them. */
    public static TagEdit of(Collection<PhotoId> photos, Collection<TagName> added, Collection<TagName> removed) {
        return new TagEdit(pairs(photos, added), pairs(photos, removed));
    }

    private static List<PhotoTag> pairs(Collection<PhotoId> photos, Collection<TagName> tags) {
        return photos.stream()
                .flatMap(photo -> tags.stream().map(tag -> PhotoTag.now(photo, tag)))
                .toList();
    }

    public TagEdit inverse() {
        return new TagEdit(removed, added);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }
}
