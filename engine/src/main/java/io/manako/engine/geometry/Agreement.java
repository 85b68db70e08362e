package io.manako.engine.geometry;

import io.manako.engine.prompt.Box;

/**
 * Features of a thing and of a photo that agree with one motion: (x, y) ↦ (a x − b y + dx, b x + a y + dy), from pixels of the
 * thing's photo to those of the other.
 *
 * @param features that agree, at least 3
 * @param a scale times the cosine of the angle
 * @param b scale times its sine
 * @param dx shift in pixels, as is {@code dy}
 */
public record Agreement(int features, double a, double b, double dx, double dy) {
    /** Around where a box of the thing's photo comes to lie, cut off at the edges of a photo so wide and high. */
    public Box place(Box box, int width, int height) {
        double left = width - 1;
        double top = height - 1;
        double right = 1;
        double bottom = 1;
        for (double x : new double[] {box.x(), box.x() + box.width()}) {
            for (double y : new double[] {box.y(), box.y() + box.height()}) {
                double u = Math.clamp(a * x - b * y + dx, 0, width);
                double v = Math.clamp(b * x + a * y + dy, 0, height);
                left = Math.min(left, u);
                right = Math.max(right, u);
                top = Math.min(top, v);
                bottom = Math.max(bottom, v);
            }
        }
        return new Box(left, top, right - left, bottom - top);
    }
}
