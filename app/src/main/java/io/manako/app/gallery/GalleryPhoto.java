package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A photo of the library.
 *
 * @param taken camera's clock, or null where the file does not say
 * @param offline whether its drive or folder was not there at the last look
 * @param copies other files with the same picture, in other folders or beside it
 */
public record GalleryPhoto(PhotoId id, Path path, @Nullable LocalDateTime taken, boolean offline, List<Copy> copies) {
    public GalleryPhoto {
        copies = List.copyOf(copies);
    }

    /** Another file of a photo. */
    public record Copy(Path path, boolean offline) {}

    /** A photo of one file. */
    public GalleryPhoto(PhotoId id, Path path, @Nullable LocalDateTime taken, boolean offline) {
        this(id, path, taken, offline, List.of());
    }

    /** A photo that is there and does not say when it was taken. */
    public GalleryPhoto(PhotoId id, Path path) {
        this(id, path, null, false);
    }

    /** All files with its picture, the one to open first. */
    public List<Copy> files() {
        return Stream.concat(Stream.of(new Copy(path, offline)), copies.stream())
                .toList();
    }

    /** The photo as it lies in a folder or below it, by a copy where its own file lies elsewhere; empty where it does not. */
    public Optional<GalleryPhoto> in(Path folder) {
        return path.startsWith(folder)
                ? Optional.of(this)
                : copies.stream()
                        .filter(copy -> copy.path.startsWith(folder))
                        .findFirst()
                        .map(this::at);
    }

    private GalleryPhoto at(Copy file) {
        List<Copy> others =
                files().stream().filter(other -> !other.equals(file)).toList();
        return new GalleryPhoto(id, file.path, taken, file.offline, others);
    }
}
