package io.manako.engine;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Thumbnails;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.PhotoRow;
import java.nio.file.Path;

/** Small pictures of a library's photos, kept on disk. Thread-safe. */
final class LibraryThumbnails {
    private final Catalogue catalogue;
    private final Thumbnails pictures;

    LibraryThumbnails(Catalogue catalogue, Path folder) {
        this.catalogue = catalogue;
        pictures = new Thumbnails(folder);
    }

    Raster get(PhotoId id, int longSide) throws UnreadablePhotoException {
        PhotoRow row = catalogue
                .photo(id)
                .orElseThrow(() -> new UnreadablePhotoException(
                        Reason.MISSING, Message.of("engine.photo.unknown-number", id.value())));
        return pictures.get(name(id), row.path(), longSide);
    }

    /** Begins with the digits of the number that change most, by which thumbnails are spread over folders. */
    private static String name(PhotoId id) {
        return "%02x%x".formatted(id.value() & 0xff, id.value());
    }
}
