package io.manako.engine.photo;

/**
 * A decoded picture, EXIF orientation applied: 8-bit sRGB, rows from the top, no padding.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb {@code byte[height * width * 3]}, interleaved R, G, B; shared, never written after construction
 */
public record Raster(int width, int height, byte[] rgb) {
    public Raster {
        if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException(width + " x " + height + " with " + rgb.length + " bytes");
        }
    }

    /** Channel 0 (red), 1 (green) or 2 (blue) of a pixel, from 0 to 255. */
    public int at(int x, int y, int channel) {
        return rgb[(y * width + x) * 3 + channel] & 0xff;
    }
}
