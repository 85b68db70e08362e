package io.manako.app.query;

import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Polarity;
import java.util.Arrays;

/**
 * What brush and eraser left on a photo: a mask of the photo's aspect, {@value #LONG_SIDE} cells along its long side (a
 * patch grid has a few dozen). Mutable; one thread at a time.
 */
final class Painting {
    static final int LONG_SIDE = 384;

    private final int width;
    private final int height;
    private final double scale; // cells per photo pixel
    private final boolean[] inside;

    Painting(int photoWidth, int photoHeight) {
        // A small photo is not painted finer than its pixels.
        this.scale = Math.min(1, (double) LONG_SIDE / Math.max(photoWidth, photoHeight));
        this.width = Math.max(1, (int) Math.round(photoWidth * scale));
        this.height = Math.max(1, (int) Math.round(photoHeight * scale));
        this.inside = new boolean[width * height];
    }

    private Painting(Painting other) {
        this.width = other.width;
        this.height = other.height;
        this.scale = other.scale;
        this.inside = other.inside.clone();
    }

    Painting copy() {
        return new Painting(this);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean at(int x, int y) {
        return inside[y * width + x];
    }

    boolean isEmpty() {
        for (boolean cell : inside) {
            if (cell) {
                return false;
            }
        }
        return true;
    }

    void draw(Mark.Stroke stroke) {
        double[] xy = stroke.xy();
        for (int i = 0; i < stroke.points(); i++) {
            int from = Math.max(0, i - 1) * 2;
            capsule(xy[from], xy[from + 1], xy[2 * i], xy[2 * i + 1], stroke.radius(), !stroke.erases());
        }
    }

    /** Sets all cells within the radius of a line; positions in photo pixels. */
    private void capsule(double x0, double y0, double x1, double y1, double radius, boolean value) {
        double ax = x0 * scale - 0.5;
        double ay = y0 * scale - 0.5;
        double dx = x1 * scale - 0.5 - ax;
        double dy = y1 * scale - 0.5 - ay;
        // Even the finest brush marks the cell it touches.
        double r = Math.max(0.75, radius * scale);
        double length = dx * dx + dy * dy;
        int left = Math.max(0, (int) Math.floor(Math.min(ax, ax + dx) - r));
        int right = Math.min(width - 1, (int) Math.ceil(Math.max(ax, ax + dx) + r));
        int top = Math.max(0, (int) Math.floor(Math.min(ay, ay + dy) - r));
        int bottom = Math.min(height - 1, (int) Math.ceil(Math.max(ay, ay + dy) + r));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double t = length == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / length, 0, 1);
                double px = x - ax - t * dx;
                double py = y - ay - t * dy;
                if (px * px + py * py <= r * r) {
                    inside[y * width + x] = value;
                }
            }
        }
    }

    /** Adds a mask of any size that covers the whole photo. */
    void add(Mask mask) {
        for (int y = 0; y < height; y++) {
            int my = Math.min(mask.height() - 1, (int) ((y + 0.5) * mask.height() / height));
            for (int x = 0; x < width; x++) {
                int mx = Math.min(mask.width() - 1, (int) ((x + 0.5) * mask.width() / width));
                if (mask.inside()[my * mask.width() + mx]) {
                    inside[y * width + x] = true;
                }
            }
        }
    }

    Mask toMask() {
        return new Mask(width, height, Arrays.copyOf(inside, inside.length), Polarity.POSITIVE);
    }
}
