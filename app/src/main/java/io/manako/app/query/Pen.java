package io.manako.app.query;

import io.manako.engine.prompt.Polarity;
import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stroke at hand, between press and release, in photo pixels. */
public final class Pen {
    private Tool tool = Tool.HAND;
    private boolean down;
    private Polarity polarity = Polarity.POSITIVE;
    private double photoWidth;
    private double photoHeight;
    private double reach;
    private double radius;
    private double startX;
    private double startY;
    private double x;
    private double y;
    private double[] line = new double[0];
    private int points;
    private Drawing base = Drawing.blank(1, 1);
    private @Nullable Grip grip;
    private final TreeSet<Integer> removed = new TreeSet<>();

    public boolean isDown() {
        return down;
    }

    /**
     * @param reach least length of a box's side, and how near a mark is touched
     * @param radius of brush and eraser
     * @param inverted whether the mark says the opposite of its tool; then nothing is moved
     */
    public void press(
            Tool with,
            Drawing on,
            double width,
            double height,
            double atX,
            double atY,
            double reach,
            double radius,
            boolean inverted) {
        tool = with;
        base = on;
        photoWidth = width;
        photoHeight = height;
        this.reach = reach;
        this.radius = radius;
        polarity = (with == Tool.NEGATIVE) != inverted ? Polarity.NEGATIVE : Polarity.POSITIVE;
        down = true;
        grip = inverted ? null : Grip.at(on, with, atX, atY, reach);
        line = new double[64];
        points = 0;
        removed.clear();
        startX = insideX(atX);
        startY = insideY(atY);
        move(atX, atY);
    }

    public void drag(double toX, double toY) {
        move(toX, toY);
    }

    /** Whether a mark that was there before is moved or resized. */
    boolean isMoving() {
        return down && grip != null;
    }

    public void lift() {
        down = false;
    }

    private void move(double toX, double toY) {
        x = insideX(toX);
        y = insideY(toY);
        if (tool != Tool.BRUSH && tool != Tool.ERASER && tool != Tool.LASSO) {
            return;
        }
        if (tool == Tool.ERASER) {
            removed.addAll(base.touched(toX, toY, Math.max(radius, reach)));
        }
        // A point every third of the radius draws the same line as all of them.
        double step = tool == Tool.LASSO ? reach / 2 : radius / 3;
        if (points == 0 || Math.hypot(toX - line[2 * points - 2], toY - line[2 * points - 1]) >= step) {
            if (2 * points == line.length) {
                line = Arrays.copyOf(line, 2 * line.length);
            }
            line[2 * points] = toX;
            line[2 * points + 1] = toY;
            points++;
        }
    }

    private double insideX(double value) {
        return Math.clamp(value, 0, photoWidth);
    }

    private double insideY(double value) {
        return Math.clamp(value, 0, photoHeight);
    }

    /** The drawing with this stroke; the very same object where the stroke leaves nothing. */
    public Drawing drawing() {
        Grip held = grip;
        if (held != null) {
            Mark before = base.marks().get(held.place());
            Mark after = held.moved(before, x, y, photoWidth, photoHeight, Math.min(reach, photoWidth));
            return after.equals(before) ? base : base.with(held.place(), after);
        }
        return switch (tool) {
            case POINT, NEGATIVE -> base.plus(new Mark.Dot(x, y, polarity));
            case BOX -> {
                double w = Math.abs(x - startX);
                double h = Math.abs(y - startY);
                yield w < reach || h < reach
                        ? base
                        : base.plus(new Mark.Frame(Math.min(x, startX), Math.min(y, startY), w, h, polarity));
            }
            case BRUSH -> base.plus(new Mark.Stroke(Arrays.copyOf(line, 2 * points), radius, polarity));
            case LASSO -> points < 3 ? base : base.plus(new Mark.Lasso(Arrays.copyOf(line, 2 * points), polarity));
            case ERASER -> {
                Drawing erased = removed.isEmpty() ? base : base.without(removed);
                yield base.painting() == null
                        ? erased
                        : erased.plus(new Mark.Stroke(Arrays.copyOf(line, 2 * points), radius, null));
            }
            case HAND -> base;
        };
    }
}
