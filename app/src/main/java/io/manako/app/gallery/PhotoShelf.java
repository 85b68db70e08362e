package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What can be seen of a library without a model. Thread-safe; every call blocks and belongs off the UI thread. */
public interface PhotoShelf {
    /** Folders that belong to the library. */
    List<Path> folders();

    /** Photos that can be shown, those that were deleted left out. */
    List<GalleryPhoto> photos();

    List<Problem> problems();

    /** Files left out because of their format: how many of which. */
    Map<String, Integer> skippedFormats();

    Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException;
}
