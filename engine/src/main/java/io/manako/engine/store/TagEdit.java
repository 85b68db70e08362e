package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.util.Collection;
import java.util.List;

/**
 * A change of tags, wanted or made. What was made is taken back by its {@linkplain #inverse inverse}.
 *
 * @param added put on photos after the others are removed
 * @param removed taken off photos; of a wanted change photo and tag count alone
 * @param refused the user says that these photos have not the tag: no keyword puts it on again, and it is not suggested
 * @param reopened of these photos the user does not say so any more
 */
public record TagEdit(List<PhotoTag> added, List<PhotoTag> removed, List<PhotoTag> refused, List<PhotoTag> reopened) {
    public TagEdit {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        refused = List.copyOf(refused);
        reopened = List.copyOf(reopened);
    }

    /** What a user wants: a tag that is taken off is refused, and one that is put on is not refused any more. */
    public TagEdit(List<PhotoTag> added, List<PhotoTag> removed) {
        this(added, removed, removed, added);
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
        return new TagEdit(removed, added, reopened, refused);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && refused.isEmpty() && reopened.isEmpty();
    }
}
