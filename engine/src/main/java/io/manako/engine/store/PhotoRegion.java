package io.manako.engine.store;

import io.manako.engine.prompt.Box;
import org.jspecify.annotations.Nullable;

/** A box in a photo, as fractions of its sides from the left and from the top. */
public record PhotoRegion(float left, float top, float width, float height) {
    /** A box that leaves less of a side out is of the whole photo. */
    private static final float WHOLE = 0.99f;

    public PhotoRegion {
        boolean inside = left >= 0
                && top >= 0
                && width > 0
                && height > 0
                && left + width <= 1.0001f
                && top + height <= 1.0001f; // what rounding does to fractions
        if (!inside) {
            throw new IllegalArgumentException(
                    "no region of a photo: " + left + ", " + top + ", " + width + ", " + height);
        }
    }

    /**
     * The part of a photo that a box in pixels covers.
     *
     * @param photoWidth of the photo in pixels, as is {@code photoHeight}
     * @return null where nothing of the box is in the photo, or it is all of it
     */
    public static @Nullable PhotoRegion of(Box box, int photoWidth, int photoHeight) {
        float left = (float) Math.clamp(box.x() / photoWidth, 0, 1);
        float top = (float) Math.clamp(box.y() / photoHeight, 0, 1);
        float right = (float) Math.clamp((box.x() + box.width()) / photoWidth, 0, 1);
        float bottom = (float) Math.clamp((box.y() + box.height()) / photoHeight, 0, 1);
        boolean whole = right - left > WHOLE && bottom - top > WHOLE;
        return right > left && bottom > top && !whole ? new PhotoRegion(left, top, right - left, bottom - top) : null;
    }

    /** The box in pixels of a photo of a size; the inverse of {@link #of}. */
    public Box on(int photoWidth, int photoHeight) {
        return new Box(
                (double) left * photoWidth,
                (double) top * photoHeight,
                (double) width * photoWidth,
                (double) height * photoHeight);
    }
}
