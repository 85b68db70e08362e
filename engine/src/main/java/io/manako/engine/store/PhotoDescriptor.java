package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;

/**
 * What a search compares: descriptors of one photo by one model. D is the model's dimension, W the number of windows.
 * The arrays are shared and never written after construction.
 *
 * @param gridRows rows of the patch grid on which the photo was encoded
 * @param gridColumns columns of that grid
 * @param global {@code float[D]}, the whole photo
 * @param windows {@code byte[W * D]}, int8, one window after the other
 * @param scales {@code float[W]}: component = int8 · scale
 * @param boxes {@code float[W * 4]}: x, y, width and height of each window in fractions of the photo
 */
public record PhotoDescriptor(
        PhotoId id, int gridRows, int gridColumns, float[] global, byte[] windows, float[] scales, float[] boxes) {
    public PhotoDescriptor {
        if (windows.length != scales.length * global.length || boxes.length != scales.length * 4) {
            throw new IllegalArgumentException(scales.length + " windows of " + global.length + " components with "
                    + windows.length + " bytes and " + boxes.length + " box numbers");
        }
    }

    /** W. */
    public int windowCount() {
        return scales.length;
    }

    /** D. */
    public int dimension() {
        return global.length;
    }
}
