package io.manako.app.heat;

import io.manako.engine.prompt.PatchGrid;

/**
 * Pixels of values over a patch grid in the colours of matplotlib's <em>inferno</em> (van der Walt and Smith), which
 * grows evenly in perceived lightness, also for colour-blind eyes and in grey print. Pure functions for any thread.
 */
public final class HeatMap {
    /** Inferno at 0, 1/8 … 1; between them colours are mixed linearly. */
    private static final int[] INFERNO = {
        0x000004, 0x210C4A, 0x57106E, 0x8A226A, 0xBC3754, 0xE45A31, 0xF98E09, 0xF9CB35, 0xFCFFA4
    };

    /** Share of the largest value that an overlay takes for nothing, so that the photo keeps its own colours there. */
    private static final double HAZE = 0.08;

    /** Where an overlay's colours begin: the darkest part of the scale would only darken the photo. */
    private static final double DARKEST = 0.28;

    private HeatMap() {}

    /** Inferno's colour of a value from 0 to 1, {@code 0xRRGGBB}; values outside are clamped. */
    public static int colour(double value) {
        double t = Math.clamp(value, 0, 1) * (INFERNO.length - 1);
        int i = Math.min((int) t, INFERNO.length - 2);
        double f = t - i;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = INFERNO[i] >> shift & 0xff;
            int b = INFERNO[i + 1] >> shift & 0xff;
            mixed |= (int) Math.round(a + (b - a) * f) << shift;
        }
        return mixed;
    }

    /**
     * An opaque map, one square of colour for each patch, the largest value brightest.
     *
     * @param values {@code float[N]}, 0 or more
     * @return {@code int[height · width]}, {@code 0xAARRGGBB}
     */
    public static int[] squares(PatchGrid grid, float[] values, int width, int height) {
        int[] argb = new int[width * height];
        float scale = 1 / largest(values);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float v = values[y * grid.rows() / height * grid.columns() + x * grid.columns() / width];
                argb[y * width + x] = 0xff << 24 | colour(strength(v * scale));
            }
        }
        return argb;
    }

    /**
     * A see-through map to lay over a photo: clear where the value is 0, values between patches interpolated.
     *
     * @param values {@code float[N]}, 0 or more
     * @param strongest opacity of the largest value, from 0 to 1
     * @return {@code int[height · width]}, {@code 0xAARRGGBB}, not premultiplied
     */
    public static int[] overlay(PatchGrid grid, float[] values, int width, int height, double strongest) {
        int[] argb = new int[width * height];
        float scale = 1 / largest(values);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double share = between(grid, values, (x + 0.5) / width, (y + 0.5) / height) * scale;
                double v = strength((share - HAZE) / (1 - HAZE));
                argb[y * width + x] = (int) Math.round(255 * strongest * v) << 24 | colour(DARKEST + (1 - DARKEST) * v);
            }
        }
        return argb;
    }

    /** Attention is spiky: its square root keeps the second-strongest patches visible. */
    private static double strength(double share) {
        return Math.sqrt(Math.clamp(share, 0, 1));
    }

    private static float largest(float[] values) {
        float largest = Float.MIN_NORMAL;
        for (float v : values) {
            largest = Math.max(largest, v);
        }
        return largest;
    }

    /** Bilinear value at a place given as shares of width and height; patch values stand at patch centres. */
    private static double between(PatchGrid grid, float[] values, double across, double down) {
        double gx = Math.clamp(across * grid.columns() - 0.5, 0, grid.columns() - 1.0);
        double gy = Math.clamp(down * grid.rows() - 0.5, 0, grid.rows() - 1.0);
        int x = (int) gx;
        int y = (int) gy;
        int right = Math.min(x + 1, grid.columns() - 1);
        int below = Math.min(y + 1, grid.rows() - 1);
        double top = mix(values[y * grid.columns() + x], values[y * grid.columns() + right], gx - x);
        double bottom = mix(values[below * grid.columns() + x], values[below * grid.columns() + right], gx - x);
        return mix(top, bottom, gy - y);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
