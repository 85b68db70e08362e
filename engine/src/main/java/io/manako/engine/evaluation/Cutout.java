package io.manako.engine.evaluation;

import io.manako.engine.prompt.Mask;

/**
 * The outline of a thing, cut out of its photo with soft edges.
 *
 * @param left of the outline's frame in the photo's pixels, as is {@code top}
 * @param alpha {@code float[height * width]}: from 0, not the thing, to 1
 */
record Cutout(int left, int top, int width, int height, float[] alpha) {
    /** Of a mask at the photo's size: the mean of the 3 x 3 pixels around each, in a frame with a margin of one pixel. */
    static Cutout of(Mask mask) {
        int left = mask.width();
        int top = mask.height();
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < mask.inside().length; i++) {
            if (mask.inside()[i]) {
                left = Math.min(left, i % mask.width());
                right = Math.max(right, i % mask.width() + 1);
                top = Math.min(top, i / mask.width());
                bottom = Math.max(bottom, i / mask.width() + 1);
            }
        }
        left--;
        top--;
        int width = Math.max(0, right + 1 - left);
        int height = Math.max(0, bottom + 1 - top);
        float[] alpha = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                alpha[y * width + x] = neighbours(mask, left + x, top + y) / 9f;
            }
        }
        return new Cutout(left, top, width, height, alpha);
    }

    private static int neighbours(Mask mask, int x, int y) {
        int count = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(mask.height() - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(mask.width() - 1, x + 1); u++) {
                count += mask.inside()[v * mask.width() + u] ? 1 : 0;
            }
        }
        return count;
    }

    /** Between the pixels by bilinear interpolation, u and v in pixels of the frame; 0 outside. */
    float alphaAt(double u, double v) {
        int x = (int) Math.floor(u - 0.5);
        int y = (int) Math.floor(v - 0.5);
        float fx = (float) (u - 0.5 - x);
        float fy = (float) (v - 0.5 - y);
        return (1 - fy) * ((1 - fx) * pixel(x, y) + fx * pixel(x + 1, y))
                + fy * ((1 - fx) * pixel(x, y + 1) + fx * pixel(x + 1, y + 1));
    }

    private float pixel(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : alpha[y * width + x];
    }
}
