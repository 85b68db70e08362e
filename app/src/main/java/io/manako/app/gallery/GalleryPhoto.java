package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A photo of the library.
 *
 * @param taken camera's clock, or null where the file does not say
 */
public record GalleryPhoto(PhotoId id, Path path, @Nullable LocalDateTime taken) {
    /** A photo that does not say when it was taken. */
    public GalleryPhoto(PhotoId id, Path path) {
        this(id, path, null);
    }
}
