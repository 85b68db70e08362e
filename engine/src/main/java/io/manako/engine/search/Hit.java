package io.manako.engine.search;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import java.nio.file.Path;
import java.util.List;

/**
 * A photo found.
 *
 * @param rank from 1
 * @param path absolute
 * @param score similarity by which the photo is ranked; comparable within one result, higher is better
 * @param box where it matched, in pixels of the hit's photo: around the best windows where they agree
 * @param window number of the winning window among the photo's descriptors
 * @param width of the hit's photo in pixels, after EXIF rotation
 * @param height of the hit's photo in pixels, after EXIF rotation
 * @param duplicates absolute paths of photos that look the same at a glance and match no better, best first
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
        List<Path> duplicates) {
    public Hit {
        duplicates = List.copyOf(duplicates);
    }

    /** Without near-duplicates. */
    public Hit(int rank, PhotoId id, Path path, float score, Box box, int window, int width, int height) {
        this(rank, id, path, score, box, window, width, height, List.of());
    }
}
