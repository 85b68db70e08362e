package io.manako.engine;

import io.manako.engine.photo.PhotoFormat;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is written down of a library's photos, and what they look like: all that can be shown of it while the model is still
 * being loaded. Thread-safe.
 */
public final class LibraryContents implements AutoCloseable {
    private final LibraryStore store;
    private final LibraryThumbnails thumbnails;

    /**
     * Opens a library, an empty one where there is none yet. One that cannot be written is opened for reading only.
     *
     * @throws io.manako.engine.store.LibraryBusyException if another process has it; the message says which
     * @throws io.manako.engine.store.StoreException if its files cannot be read or written
     */
    public static LibraryContents open(Path directory) {
        return new LibraryContents(LibraryStore.openOrRestore(directory));
    }

    private LibraryContents(LibraryStore store) {
        this.store = store;
        thumbnails = new LibraryThumbnails(store.catalogue(), store.directory().resolve("thumbnails"));
    }

    LibraryStore store() {
        return store;
    }

    /** Folders of the library. */
    public List<Path> roots() {
        return store.catalogue().roots();
    }

    /** All photos known, by id, whether or not their file is there and their descriptors are computed. */
    public List<PhotoRow> photos() {
        return store.catalogue().photos();
    }

    /**
     * Whether a file that is there must never be written: it is one of the library's photos, a copy of one or a link to one, or a picture
     * in the library's folders that it does not know, since it came later or cannot be read.
     */
    boolean isPhoto(Path file) {
        return store.catalogue().find(file).isPresent()
                || PhotoFormat.ofName(file) != null && roots().stream().anyMatch(real(file)::startsWith);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** Files that cannot be shown, with the reason. */
    public List<UnreadableFile> unreadable() {
        return store.catalogue().unreadable();
    }

    /** Files left out because of their format: how many of which. */
    public Map<String, Integer> skippedFormats() {
        return store.catalogue().skippedFormats();
    }

    /** A small picture of a photo, kept on disk; also of a photo whose drive is away, if it was shown before. */
    public Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException {
        return thumbnails.get(id, longSide);
    }

    @Override
    public void close() {
        store.close();
    }
}
