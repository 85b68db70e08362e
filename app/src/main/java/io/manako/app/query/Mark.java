package io.manako.app.query;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import org.jspecify.annotations.Nullable;

/** One step of drawing, in photo pixels: what undo takes back. */
public sealed interface Mark {
    /** The mark that is asked for so. */
    static Mark of(Prompt prompt) {
        return switch (prompt) {
            case Point point -> new Dot(point.x(), point.y(), point.polarity());
            case Box box -> new Frame(box.x(), box.y(), box.width(), box.height(), box.polarity());
            case Mask mask -> new Cutout(mask);
        };
    }

    /** A click. */
    record Dot(double x, double y, Polarity polarity) implements Mark {}

    /** A dragged rectangle with an area. */
    record Frame(double x, double y, double width, double height, Polarity polarity) implements Mark {}

    /**
     * A line of the brush or the eraser.
     *
     * @param xy x0, y0, x1, y1, …: at least one point; never written after construction
     * @param radius in photo pixels
     * @param polarity of the brush, or null for the eraser
     */
    record Stroke(double[] xy, double radius, @Nullable Polarity polarity) implements Mark {
        public int points() {
            return xy.length / 2;
        }
    }

    /**
     * What a line encloses; its end is joined to its beginning.
     *
     * @param xy x0, y0, x1, y1, …: at least three points; never written after construction
     */
    record Lasso(double[] xy, Polarity polarity) implements Mark {}

    /** Something cut out by the mask assist, added to what the brush painted. */
    record Cutout(Mask mask) implements Mark {}
}
