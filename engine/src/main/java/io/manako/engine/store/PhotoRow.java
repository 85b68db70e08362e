package io.manako.engine.store;

import io.manako.engine.photo.LocatedPhoto;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A photo of the catalogue that has, or had, at least one file.
 *
 * @param path absolute; the file to open: a present one where there is one, else where it was last
 * @param width pixels, after EXIF rotation
 * @param height pixels, after EXIF rotation
 * @param format name of the file format
 * @param taken camera's clock, or null where the file does not say
 * @param hash what the picture looks like at a glance; none where it has not been decoded since hashes are kept
 * @param state of {@code path}
 * @param copies other files that show the same picture, in any state, the best first
 */
public record PhotoRow(
        PhotoId id,
        Path path,
        int width,
        int height,
        String format,
        @Nullable LocalDateTime taken,
        PerceptualHash hash,
        FileState state,
        List<Copy> copies)
        implements LocatedPhoto {
    public PhotoRow {
        copies = List.copyOf(copies);
    }

    /** Another file of the photo; its path is absolute. */
    public record Copy(Path path, FileState state) {}

    @Override
    public List<Path> files() {
        return Stream.concat(Stream.of(path), otherPlaces().stream()).toList();
    }

    /** Where else it can be found: the copies but for those that were deleted. */
    public List<Path> otherPlaces() {
        return copies.stream()
                .filter(copy -> copy.state() != FileState.MISSING)
                .map(Copy::path)
                .toList();
    }
}
