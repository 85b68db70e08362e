package io.manako.engine.photo;

import io.manako.engine.prompt.Box;
import java.util.Arrays;

/**
 * Changes the size of pictures. {@link #bicubic} is the resize that the models were trained with: the arithmetic of
 * Pillow's {@code Image.resize(…, BICUBIC)} ({@code libImaging/Resample.c}), bit by bit, since a few grey levels of
 * difference in how a photo is reduced move descriptors more than a change of the prompt does.
 *
 * <p>Pure functions on arrays, thread-safe.
 */
public final class Resampler {
    /** Weights are fixed-point numbers with this many bits after the point. */
    private static final int PRECISION = 32 - 8 - 2;

    private Resampler() {}

    /** The whole picture at another size, {@code width} by {@code height} pixels, the aspect not kept. */
    public static Raster bicubic(Raster picture, int width, int height) {
        return resize(picture, 0, 0, picture.width(), picture.height(), width, height, Kernel.BICUBIC);
    }

    /**
     * A part of the picture at another size, without cutting it out first.
     *
     * @param part in pixels of the picture; what reaches beyond the picture is cut off
     * @throws IllegalArgumentException if no pixel of the part lies in the picture
     */
    public static Raster bicubic(Raster picture, Box part, int width, int height) {
        double left = Math.max(0, part.x());
        double top = Math.max(0, part.y());
        double right = Math.min(picture.width(), part.x() + part.width());
        double bottom = Math.min(picture.height(), part.y() + part.height());
        if (right <= left || bottom <= top) {
            throw new IllegalArgumentException(part + " lies outside " + picture.width() + " x " + picture.height());
        }
        return resize(picture, left, top, right, bottom, width, height, Kernel.BICUBIC);
    }

    /** A picture whose longer side has at most {@code longSide} pixels, by averaging; never enlarged. For thumbnails. */
    public static Raster shrink(Raster picture, int longSide) {
        int longest = Math.max(picture.width(), picture.height());
        if (longest <= longSide) {
            return picture;
        }
        double scale = (double) longSide / longest;
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        return resize(picture, 0, 0, picture.width(), picture.height(), width, height, Kernel.BOX);
    }

    /**
     * Cuts out a part.
     *
     * @param part rounded to whole pixels, at least one, and cut off at the picture's edges
     * @throws IllegalArgumentException if no pixel of the part lies in the picture
     */
    public static Raster crop(Raster picture, Box part) {
        int left = (int) Math.clamp(Math.round(part.x()), 0, picture.width());
        int top = (int) Math.clamp(Math.round(part.y()), 0, picture.height());
        int right = (int) Math.clamp(Math.max(left + 1L, Math.round(part.x() + part.width())), 0, picture.width());
        int bottom = (int) Math.clamp(Math.max(top + 1L, Math.round(part.y() + part.height())), 0, picture.height());
        if (right <= left || bottom <= top) {
            throw new IllegalArgumentException(part + " lies outside " + picture.width() + " x " + picture.height());
        }
        int row = (right - left) * 3;
        byte[] rgb = new byte[row * (bottom - top)];
        for (int y = top; y < bottom; y++) {
            System.arraycopy(picture.rgb(), (y * picture.width() + left) * 3, rgb, (y - top) * row, row);
        }
        return new Raster(right - left, bottom - top, rgb);
    }

    /**
     * A map at another size, by linear interpolation between the centres of its cells: attention over a photo.
     *
     * @param map {@code float[rows * columns]}, row by row
     * @return {@code float[height * width]}, row by row
     */
    public static float[] bilinear(float[] map, int rows, int columns, int width, int height) {
        float[] out = new float[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            float v = Math.clamp((y + 0.5f) * rows / height - 0.5f, 0, rows - 1);
            int above = (int) v * columns;
            int below = Math.min((int) v + 1, rows - 1) * columns;
            float fy = v - (int) v;
            for (int x = 0; x < width; x++) {
                float u = Math.clamp((x + 0.5f) * columns / width - 0.5f, 0, columns - 1);
                int left = (int) u;
                int right = Math.min(left + 1, columns - 1);
                float fx = u - left;
                float a = map[above + left] + fx * (map[above + right] - map[above + left]);
                float b = map[below + left] + fx * (map[below + right] - map[below + left]);
                out[y * width + x] = a + fy * (b - a);
            }
        }
        return out;
    }

    private enum Kernel {
        /** Cubic convolution with a = −0.5 (Keys, 1981). */
        BICUBIC(2) {
            @Override
            double at(double t) {
                double x = Math.abs(t);
                if (x < 1) {
                    return (1.5 * x - 2.5) * x * x + 1;
                }
                return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
            }
        },
        /** The mean of what an output pixel covers. */
        BOX(0.5) {
            @Override
            double at(double t) {
                return t > -0.5 && t <= 0.5 ? 1 : 0;
            }
        };

        private final double support;

        Kernel(double support) {
            this.support = support;
        }

        abstract double at(double t);
    }

    /**
     * Which input pixels make an output pixel, along one axis.
     *
     * @param first {@code int[out]}, the first input pixel of each output pixel
     * @param count {@code int[out]}, how many
     * @param weights {@code int[out * taps]}, fixed-point
     */
    private record Taps(int[] first, int[] count, int[] weights, int taps) {
        /** An axis of {@code size} pixels, of which [from, to) becomes {@code out} pixels. */
        static Taps of(int size, double from, double to, int out, Kernel kernel) {
            double scale = (to - from) / out;
            double stretch = Math.max(1, scale); // the kernel widens on reduction: antialiasing
            double support = kernel.support * stretch;
            int taps = (int) Math.ceil(support) * 2 + 1;
            int[] first = new int[out];
            int[] count = new int[out];
            int[] weights = new int[out * taps];
            double[] w = new double[taps];
            for (int i = 0; i < out; i++) {
                double centre = from + (i + 0.5) * scale;
                int low = Math.max(0, (int) (centre - support + 0.5));
                int n = Math.min(size, (int) (centre + support + 0.5)) - low;
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    w[k] = kernel.at((k + low - centre + 0.5) * (1 / stretch));
                    sum += w[k];
                }
                for (int k = 0; k < n; k++) {
                    double share = sum == 0 ? w[k] : w[k] / sum;
                    weights[i * taps + k] = (int) (share * (1 << PRECISION) + (share < 0 ? -0.5 : 0.5));
                }
                first[i] = low;
                count[i] = n;
            }
            return new Taps(first, count, weights, taps);
        }

        int end() {
            int last = first.length - 1;
            return first[last] + count[last];
        }
    }

    private static Raster resize(
            Raster picture,
            double left,
            double top,
            double right,
            double bottom,
            int width,
            int height,
            Kernel kernel) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height);
        }
        boolean across = width != picture.width() || left != 0 || right != picture.width();
        boolean down = height != picture.height() || top != 0 || bottom != picture.height();
        Raster result = picture;
        Taps rows = Taps.of(picture.height(), top, bottom, height, kernel);
        int firstRow = 0;
        if (across) {
            // Only the rows that the second pass reads.
            firstRow = down ? rows.first[0] : 0;
            int lastRow = down ? rows.end() : picture.height();
            result = across(picture, firstRow, lastRow, Taps.of(picture.width(), left, right, width, kernel));
        }
        return down ? down(result, firstRow, rows) : result;
    }

    private static Raster across(Raster picture, int firstRow, int endRow, Taps columns) {
        int width = columns.first.length;
        byte[] in = picture.rgb();
        byte[] out = new byte[Math.multiplyExact(width * 3, endRow - firstRow)];
        int o = 0;
        for (int y = firstRow; y < endRow; y++) {
            for (int x = 0; x < width; x++) {
                int p = (y * picture.width() + columns.first[x]) * 3;
                int w = x * columns.taps;
                int end = w + columns.count[x];
                int red = 1 << PRECISION - 1;
                int green = red;
                int blue = red;
                for (; w < end; w++, p += 3) {
                    int weight = columns.weights[w];
                    red += (in[p] & 0xff) * weight;
                    green += (in[p + 1] & 0xff) * weight;
                    blue += (in[p + 2] & 0xff) * weight;
                }
                out[o++] = clip(red);
                out[o++] = clip(green);
                out[o++] = clip(blue);
            }
        }
        return new Raster(width, endRow - firstRow, out);
    }

    private static Raster down(Raster picture, int firstRow, Taps rows) {
        int height = rows.first.length;
        int row = picture.width() * 3;
        byte[] in = picture.rgb();
        byte[] out = new byte[Math.multiplyExact(row, height)];
        int[] sums = new int[row];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 1 << PRECISION - 1);
            for (int k = 0; k < rows.count[y]; k++) {
                int weight = rows.weights[y * rows.taps + k];
                int p = (rows.first[y] - firstRow + k) * row;
                for (int i = 0; i < row; i++) {
                    sums[i] += (in[p + i] & 0xff) * weight;
                }
            }
            for (int i = 0; i < row; i++) {
                out[y * row + i] = clip(sums[i]);
            }
        }
        return new Raster(picture.width(), height, out);
    }

    /** From fixed-point to 8 bits, what the kernel's negative lobes overshoot cut off. */
    private static byte clip(int sum) {
        return (byte) Math.clamp(sum >> PRECISION, 0, 255);
    }
}
