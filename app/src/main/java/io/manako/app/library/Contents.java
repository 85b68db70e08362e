package io.manako.app.library;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.PhotoShelf;
import io.manako.app.gallery.Problem;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a library holds, as read from it at one time.
 *
 * @param unreachable folders of it that are not there
 * @param dates when photos were taken; those that do not say are left out
 * @param skipped files left out because of their format: how many of which
 */
record Contents(
        List<Path> folders,
        Set<Path> unreachable,
        List<GalleryPhoto> photos,
        Map<PhotoId, LocalDateTime> dates,
        List<Problem> problems,
        Map<String, Integer> skipped) {
    /** Blocking. */
    static Contents of(PhotoShelf from) {
        List<GalleryPhoto> photos = from.photos();
        Map<PhotoId, LocalDateTime> dates = new HashMap<>();
        for (GalleryPhoto photo : photos) {
            // A path looks for its parts when it is first asked for them; 10,000 that do are not for the UI thread.
            photo.path().getNameCount();
            photo.copies().forEach(copy -> copy.path().getNameCount());
            if (photo.taken() != null) {
                dates.put(photo.id(), photo.taken());
            }
        }
        List<Path> folders = from.folders();
        Set<Path> unreachable =
                folders.stream().filter(folder -> !Files.isDirectory(folder)).collect(Collectors.toSet());
        return new Contents(folders, unreachable, photos, dates, from.problems(), from.skippedFormats());
    }
}
