package io.manako.engine.evaluation;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import org.jspecify.annotations.Nullable;

/**
 * A thing put into another photo: turned, larger or smaller, darker or lighter, and a part of it hidden.
 *
 * @param source index of the thing's own photo
 * @param scale of the thing, 1 for its own size
 * @param radians by which it is turned
 * @param brightness by which its colours are multiplied
 * @param hidden share of the thing that is hidden, from the left
 * @param left of its frame in the other photo's pixels, as is {@code top}
 */
record Pasting(
        int source, Cutout cutout, double scale, double radians, double brightness, double hidden, int left, int top) {
    /** Samples along each side of a pixel: a thing that is made smaller keeps smooth edges. */
    private static final int SAMPLES = 2;

    Pasting at(int otherLeft, int otherTop) {
        return new Pasting(source, cutout, scale, radians, brightness, hidden, otherLeft, otherTop);
    }

    /** Of its frame, in pixels. */
    int width() {
        return (int) Math.ceil(
                scale * (cutout.width() * Math.abs(Math.cos(radians)) + cutout.height() * Math.abs(Math.sin(radians))));
    }

    /** Of its frame, in pixels. */
    int height() {
        return (int) Math.ceil(
                scale * (cutout.width() * Math.abs(Math.sin(radians)) + cutout.height() * Math.abs(Math.cos(radians))));
    }

    /** Around what is seen of it, in the other photo's pixels; its frame where that is next to nothing. */
    Box box() {
        int x0 = width();
        int y0 = height();
        int x1 = 0;
        int y1 = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                if (sample(x, y, null)[3] >= 0.5) {
                    x0 = Math.min(x0, x);
                    y0 = Math.min(y0, y);
                    x1 = Math.max(x1, x + 1);
                    y1 = Math.max(y1, y + 1);
                }
            }
        }
        return x1 > x0 ? new Box(left + x0, top + y0, x1 - x0, y1 - y0) : new Box(left, top, width(), height());
    }

    /**
     * Draws the thing.
     *
     * @param own the thing's own photo
     * @param rgb of the other photo, {@code byte[photoHeight * photoWidth * 3]}, written
     */
    void draw(Raster own, byte[] rgb, int photoWidth, int photoHeight) {
        for (int y = Math.max(0, -top); y < Math.min(height(), photoHeight - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(width(), photoWidth - left); x++) {
                double[] seen = sample(x, y, own);
                int at = ((top + y) * photoWidth + left + x) * 3;
                for (int channel = 0; channel < 3 && seen[3] > 0; channel++) {
                    double under = rgb[at + channel] & 0xff;
                    rgb[at + channel] =
                            (byte) Math.clamp(Math.round((1 - seen[3]) * under + brightness * seen[channel]), 0, 255);
                }
            }
        }
    }

    /** A pixel of the frame: red, green and blue times alpha, and alpha; the colours only where its photo is given. */
    private double[] sample(int x, int y, @Nullable Raster own) {
        double[] sum = new double[4];
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double dx = x + (i % SAMPLES + 0.5) / SAMPLES - width() / 2.0;
            double dy = y + (i / SAMPLES + 0.5) / SAMPLES - height() / 2.0;
            double u = (dx * Math.cos(radians) + dy * Math.sin(radians)) / scale + cutout.width() / 2.0;
            double v = (dy * Math.cos(radians) - dx * Math.sin(radians)) / scale + cutout.height() / 2.0;
            float alpha = u < hidden * cutout.width() ? 0 : cutout.alphaAt(u, v);
            sum[3] += alpha / (SAMPLES * SAMPLES);
            if (alpha > 0 && own != null) {
                int px = Math.clamp((long) (cutout.left() + u), 0, own.width() - 1);
                int py = Math.clamp((long) (cutout.top() + v), 0, own.height() - 1);
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += own.at(px, py, channel) * alpha / (SAMPLES * SAMPLES);
                }
            }
        }
        return sum;
    }
}
