package io.manako.engine.store;

/** A box in a photo, as fractions of its sides from the left and from the top. */
public record PhotoRegion(float left, float top, float width, float height) {
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
}
