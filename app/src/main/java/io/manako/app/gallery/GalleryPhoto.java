package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A photo of the library.
 *
 * @param taken camera's clock, or null where the file does not say
 * @param offline whether its drive or folder was not there at the last look
 */
public record GalleryPhoto(PhotoId id, Path path, @Nullable LocalDateTime taken, boolean offline) {
    /** A photo that is there and does not say when it was taken. */
    public GalleryPhoto(PhotoId id, Path path) {
        this(id, path, null, false);
    }
}
