package io.manako.engine.sample;

/** Finds the pixels of a triangle. */
final class Triangle {
    private Triangle() {}

    @FunctionalInterface
    interface Pixel {
        /** A pixel whose centre is inside, and the weights of the corners there; they sum to 1. */
        void at(int x, int y, double a, double b, double c);
    }

    /** Corners in pixels; z is not looked at. */
    static void each(Vec a, Vec b, Vec c, int width, int height, Pixel pixel) {
        double area = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
        if (Math.abs(area) < 1e-9) {
            return;
        }
        int left = (int) Math.max(0, Math.ceil(Math.min(a.x(), Math.min(b.x(), c.x())) - 0.5));
        int right = (int) Math.min(width - 1, Math.floor(Math.max(a.x(), Math.max(b.x(), c.x())) - 0.5));
        int top = (int) Math.max(0, Math.ceil(Math.min(a.y(), Math.min(b.y(), c.y())) - 0.5));
        int bottom = (int) Math.min(height - 1, Math.floor(Math.max(a.y(), Math.max(b.y(), c.y())) - 0.5));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double px = x + 0.5;
                double py = y + 0.5;
                double wb = ((px - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (py - a.y())) / area;
                double wc = ((b.x() - a.x()) * (py - a.y()) - (px - a.x()) * (b.y() - a.y())) / area;
                double wa = 1 - wb - wc;
                if (wa >= 0 && wb >= 0 && wc >= 0) {
                    pixel.at(x, y, wa, wb, wc);
                }
            }
        }
    }
}
