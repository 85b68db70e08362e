package io.manako.app.query;

import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Polarity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What brush, lasso and eraser left on a photo: cells of the photo's aspect, {@value #LONG_SIDE} along its long side (a
 * patch grid has a few dozen), each meant, not meant, or neither. Mutable; one thread at a time.
 */
final class Painting {
    static final int LONG_SIDE = 384;

    private static final byte MEANT = 1;
    private static final byte NOT_MEANT = -1;

    private final int width;
    private final int height;
    private final double scale; // cells per photo pixel
    private final byte[] cells; // [height * width]

    Painting(int photoWidth, int photoHeight) {
        // A small photo is not painted finer than its pixels.
        this.scale = Math.min(1, (double) LONG_SIDE / Math.max(photoWidth, photoHeight));
        this.width = Math.max(1, (int) Math.round(photoWidth * scale));
        this.height = Math.max(1, (int) Math.round(photoHeight * scale));
        this.cells = new byte[width * height];
    }

    private Painting(Painting other) {
        this.width = other.width;
        this.height = other.height;
        this.scale = other.scale;
        this.cells = other.cells.clone();
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

    /** What a cell says, or null for nothing. */
    @Nullable
    Polarity at(int x, int y) {
        byte cell = cells[y * width + x];
        return cell == 0 ? null : cell == MEANT ? Polarity.POSITIVE : Polarity.NEGATIVE;
    }

    boolean has(Polarity polarity) {
        byte wanted = value(polarity);
        for (byte cell : cells) {
            if (cell == wanted) {
                return true;
            }
        }
        return false;
    }

    /** @param other of the same photo, or null where nothing was painted */
    boolean paintsLike(@Nullable Painting other) {
        return other == null ? !has(Polarity.POSITIVE) && !has(Polarity.NEGATIVE) : Arrays.equals(cells, other.cells);
    }

    private static byte value(@Nullable Polarity polarity) {
        return polarity == null ? 0 : polarity == Polarity.POSITIVE ? MEANT : NOT_MEANT;
    }

    void draw(Mark.Stroke stroke) {
        double[] xy = stroke.xy();
        byte value = value(stroke.polarity());
        for (int i = 0; i < stroke.points(); i++) {
            int from = Math.max(0, i - 1) * 2;
            capsule(xy[from], xy[from + 1], xy[2 * i], xy[2 * i + 1], stroke.radius(), value);
        }
    }

    /** Sets all cells within the radius of a line; positions in photo pixels. */
    private void capsule(double x0, double y0, double x1, double y1, double radius, byte value) {
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
                    cells[y * width + x] = value;
                }
            }
        }
    }

    /** Sets all cells whose centres the lasso encloses, by the even-odd rule, row by row. */
    void fill(Mark.Lasso lasso) {
        double[] xy = lasso.xy();
        byte value = value(lasso.polarity());
        int corners = xy.length / 2;
        double[] crossings = new double[corners];
        for (int y = 0; y < height; y++) {
            double at = (y + 0.5) / scale;
            int n = 0;
            for (int i = 0; i < corners; i++) {
                int j = (i + 1) % corners;
                double y0 = xy[2 * i + 1];
                double y1 = xy[2 * j + 1];
                if (y0 <= at != y1 <= at) {
                    crossings[n++] = xy[2 * i] + (at - y0) / (y1 - y0) * (xy[2 * j] - xy[2 * i]);
                }
            }
            Arrays.sort(crossings, 0, n);
            for (int i = 0; i + 1 < n; i += 2) {
                int from = Math.max(0, (int) Math.ceil(crossings[i] * scale - 0.5));
                int to = Math.min(width - 1, (int) Math.floor(crossings[i + 1] * scale - 0.5));
                if (from <= to) {
                    Arrays.fill(cells, y * width + from, y * width + to + 1, value);
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
                    cells[y * width + x] = value(mask.polarity());
                }
            }
        }
    }

    Mask toMask(Polarity polarity) {
        byte wanted = value(polarity);
        boolean[] inside = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) {
            inside[i] = cells[i] == wanted;
        }
        return new Mask(width, height, inside, polarity);
    }
}
