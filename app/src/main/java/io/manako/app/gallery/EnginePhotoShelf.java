package io.manako.app.gallery;

import io.manako.engine.LibraryContents;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.store.FileState;
import io.manako.engine.store.PhotoRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The photos as the engine has written them down. */
record EnginePhotoShelf(LibraryContents contents) implements PhotoShelf {
    @Override
    public List<Path> folders() {
        return contents.roots();
    }

    @Override
    public List<GalleryPhoto> photos() {
        return contents.photos().stream()
                .filter(row -> row.state() != FileState.MISSING)
                .map(row -> new GalleryPhoto(
                        row.id(), row.path(), row.taken(), row.state() == FileState.OFFLINE, copies(row)))
                .toList();
    }

    private static List<GalleryPhoto.Copy> copies(PhotoRow row) {
        return row.copies().stream()
                .filter(copy -> copy.state() != FileState.MISSING)
                .map(copy -> new GalleryPhoto.Copy(copy.path(), copy.state() == FileState.OFFLINE))
                .toList();
    }

    @Override
    public List<Problem> problems() {
        return contents.unreadable().stream()
                .map(file -> new Problem(file.path(), file.reason(), file.message()))
                .toList();
    }

    @Override
    public Map<String, Integer> skippedFormats() {
        return contents.skippedFormats();
    }

    @Override
    public Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException {
        return contents.thumbnail(id, longSide);
    }
}
