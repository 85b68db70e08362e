package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A photo and a tag that it bears.
 *
 * @param region where in the photo that is which the tag names, or null for the whole photo
 * @param added to the millisecond
 */
public record PhotoTag(PhotoId photo, TagName tag, @Nullable PhotoRegion region, Instant added) {
    /** A tag for a whole photo, from now on. */
    public static PhotoTag now(PhotoId photo, TagName tag) {
        return new PhotoTag(photo, tag, null, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
