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
 * @param origin who put it on
 */
public record PhotoTag(PhotoId photo, TagName tag, @Nullable PhotoRegion region, Instant added, Origin origin) {
    /** Who put a tag on a photo. The catalogue stores the ordinal. */
    public enum Origin {
        USER,
        /** A keyword of the photo's file, or of an XMP file beside it. */
        FILE;

        static Origin of(int ordinal) {
            return values()[ordinal];
        }
    }

    /** A tag that the user gives. */
    public PhotoTag(PhotoId photo, TagName tag, @Nullable PhotoRegion region, Instant added) {
        this(photo, tag, region, added, Origin.USER);
    }

    /** A tag that the user gives for a whole photo, from now on. */
    public static PhotoTag now(PhotoId photo, TagName tag) {
        return new PhotoTag(photo, tag, null, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
