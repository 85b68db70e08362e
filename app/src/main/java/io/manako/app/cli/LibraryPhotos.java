package io.manako.app.cli;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.LibraryStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Photos that a command is given by their files. */
final class LibraryPhotos {
    private LibraryPhotos() {}

    /**
     * Photos with their files, in the order given.
     *
     * @param directory of the library
     * @throws CommandFailure if a file is no photo of the library
     */
    static Map<PhotoId, Path> of(LibraryStore store, Path directory, List<Path> files) throws CommandFailure {
        Map<PhotoId, Path> photos = new LinkedHashMap<>();
        for (Path file : files) {
            PhotoId photo = store.catalogue()
                    .find(file)
                    .orElseThrow(() -> new CommandFailure(
                            file + " is no photo of the library. Nothing was changed; put it in with: "
                                    + CommandFailure.indexing(directory)));
            photos.put(photo, file);
        }
        return photos;
    }
}
