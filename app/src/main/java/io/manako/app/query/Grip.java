package io.manako.app.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a mark can be held: a point anywhere, a box at its outline to move it, at a corner or in the middle of a side to
 * change its size. Immutable.
 *
 * @param place of the mark in its drawing
 * @param across −1: the left side follows the pointer, 1: the right one, 0: neither
 * @param down −1: the upper side follows the pointer, 1: the lower one, 0: neither
 * @param fromX where the pointer took hold, in photo pixels, as is {@code fromY}
 */
record Grip(int place, int across, int down, double fromX, double fromY) {
    boolean resizes() {
        return across != 0 || down != 0;
    }

    /** What a tool holds at a position, the newest mark first, or null: points by the point tools, boxes by the box tool. */
    static @Nullable Grip at(Drawing drawing, Tool tool, double x, double y, double reach) {
        List<Mark> marks = drawing.marks();
        for (int i = marks.size() - 1; i >= 0; i--) {
            Grip grip = null;
            if (tool == Tool.BOX && marks.get(i) instanceof Mark.Frame frame) {
                grip = on(frame, i, x, y, reach);
            } else if ((tool == Tool.POINT || tool == Tool.NEGATIVE)
                    && marks.get(i) instanceof Mark.Dot dot
                    && Math.hypot(dot.x() - x, dot.y() - y) <= reach) {
                grip = new Grip(i, 0, 0, x, y);
            }
            if (grip != null) {
                return grip;
            }
        }
        return null;
    }

    private static @Nullable Grip on(Mark.Frame frame, int place, double x, double y, double reach) {
        int across = side(x, frame.x(), frame.width(), reach);
        int down = side(y, frame.y(), frame.height(), reach);
        boolean inX = x >= frame.x() - reach && x <= frame.x() + frame.width() + reach;
        boolean inY = y >= frame.y() - reach && y <= frame.y() + frame.height() + reach;
        if (!inX || !inY || across == 0 && down == 0) {
            return null;
        }
        if (across != 0 && down != 0) {
            return new Grip(place, across, down, x, y);
        }
        // On a side: its middle changes the size, the rest moves the box.
        boolean middle = across != 0
                ? Math.abs(y - frame.y() - frame.height() / 2) <= reach
                : Math.abs(x - frame.x() - frame.width() / 2) <= reach;
        return middle ? new Grip(place, across, down, x, y) : new Grip(place, 0, 0, x, y);
    }

    /** −1 near the beginning, 1 near the end, 0 elsewhere. */
    private static int side(double at, double start, double length, double reach) {
        double toStart = Math.abs(at - start);
        double toEnd = Math.abs(at - start - length);
        if (Math.min(toStart, toEnd) > reach) {
            return 0;
        }
        return toStart <= toEnd ? -1 : 1;
    }

    /**
     * The mark held, with the pointer at another position; inside a photo of the given size.
     *
     * @param least side of a box, so that it is not lost
     */
    Mark moved(Mark mark, double toX, double toY, double photoWidth, double photoHeight, double least) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        return switch (mark) {
            case Mark.Dot dot ->
                new Mark.Dot(
                        Math.clamp(dot.x() + dx, 0, photoWidth),
                        Math.clamp(dot.y() + dy, 0, photoHeight),
                        dot.polarity());
            case Mark.Frame frame -> {
                double[] h = stretched(frame.x(), frame.width(), across, dx, photoWidth, least);
                double[] v = stretched(frame.y(), frame.height(), down, dy, photoHeight, least);
                yield new Mark.Frame(h[0], v[0], h[1], v[1], frame.polarity());
            }
            case Mark.Stroke stroke -> stroke;
            case Mark.Lasso lasso -> lasso;
            case Mark.Cutout cutout -> cutout;
        };
    }

    /** Start and length of a side; one that is pulled over to the other end turns round. */
    private double[] stretched(double start, double length, int end, double by, double limit, double least) {
        if (end == 0) {
            double shift = resizes() ? 0 : by;
            return new double[] {Math.clamp(start + shift, 0, Math.max(0, limit - length)), length};
        }
        double fixed = end < 0 ? start + length : start;
        double free = Math.clamp((end < 0 ? start : start + length) + by, 0, limit);
        if (Math.abs(free - fixed) < least) {
            free = fixed + least <= limit && (free > fixed || fixed - least < 0) ? fixed + least : fixed - least;
        }
        return new double[] {Math.min(fixed, free), Math.abs(free - fixed)};
    }
}
