package io.manako.engine.search;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.vector.Int8Vectors;
import java.nio.file.Path;

/**
 * A photo that can be found. The arrays are shared and never written after construction.
 *
 * @param path absolute
 * @param width of the photo in pixels, after EXIF rotation
 * @param height of the photo in pixels, after EXIF rotation
 * @param global {@code float[D]}: descriptor of the whole photo, centred and L2-normalised
 * @param windows descriptors of W windows, at least one, centred and L2-normalised before they were quantised
 * @param boxes {@code float[W * 4]}: left, top, width and height of each window as shares of the photo's sides
 */
public record GalleryPhoto(
        PhotoId id, Path path, int width, int height, float[] global, Int8Vectors windows, float[] boxes) {
    public GalleryPhoto {
        if (windows.count() < 1 || boxes.length != 4 * windows.count() || windows.dimension() != global.length) {
            throw new IllegalArgumentException("photo " + id.value() + " has " + windows.count() + " windows of "
                    + windows.dimension() + " dimensions, " + boxes.length + " box numbers and a global descriptor of "
                    + global.length);
        }
    }

    GalleryPhoto movedTo(Path other) {
        return new GalleryPhoto(id, other, width, height, global, windows, boxes);
    }
}
