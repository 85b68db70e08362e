package io.manako.engine.search;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A photo found.
 *
 * @param rank from 1
 * @param path absolute
 * @param score comparable within one result, higher is better: a smooth maximum over the photo's windows, which lies above the
 *     best one's cosine where several are as near. Of a search by words alone that of the words
 * @param box where it matched, in pixels of the hit's photo: around the best windows where they agree. Of a search by words
 *     alone the whole photo
 * @param window number of the winning window among the photo's descriptors
 * @param width of the hit's photo in pixels, after EXIF rotation
 * @param height of the hit's photo in pixels, after EXIF rotation
 * @param duplicates absolute paths of photos that look the same at a glance and match no better, best first
 * @param blend what words had to say of the rank, or null where none were asked for: then the rank is by the score
 * @param same by what geometry the photo shows the very same thing, or null where that was not asked for or is not so
 */
public record Hit(
        int rank,
        PhotoId id,
        Path path,
        float score,
        Box box,
        int window,
        int width,
        int height,
        List<Path> duplicates,
        @Nullable Blend blend,
        @Nullable Agreement same) {
    public Hit {
        duplicates = List.copyOf(duplicates);
    }

    /** By what the photos show alone. */
    public Hit(
            int rank,
            PhotoId id,
            Path path,
            float score,
            Box box,
            int window,
            int width,
            int height,
            List<Path> duplicates) {
        this(rank, id, path, score, box, window, width, height, duplicates, null, null);
    }

    /** Without near-duplicates. */
    public Hit(int rank, PhotoId id, Path path, float score, Box box, int window, int width, int height) {
        this(rank, id, path, score, box, window, width, height, List.of());
    }

    /** How alike it is, for people: at most 1. Empty where it was found by words alone. */
    public Optional<Float> similarity() {
        return byWordsAlone() ? Optional.empty() : Optional.of(Math.min(1, score));
    }

    /** Whether it was found by words alone: then no place in the photo matched. */
    public boolean byWordsAlone() {
        return blend != null && blend.lookRank() == 0;
    }

    /** The same hit, of whose rank words had that to say. */
    public Hit with(Blend other) {
        return new Hit(rank, id, path, score, box, window, width, height, duplicates, other, same);
    }

    /** The same hit in another place of the ranking. */
    public Hit at(int other) {
        return new Hit(other, id, path, score, box, window, width, height, duplicates, blend, same);
    }

    /** The same hit, in which geometry found the very same thing. */
    public Hit showing(Agreement agreement, Box place) {
        return new Hit(rank, id, path, score, place, window, width, height, duplicates, blend, agreement);
    }
}
