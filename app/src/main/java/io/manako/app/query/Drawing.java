package io.manako.app.query;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The marks on a photo of one size, in the order in which they were made. Immutable and thread-safe: undo keeps whole
 * drawings.
 */
public final class Drawing {
    private final int photoWidth;
    private final int photoHeight;
    private final List<Mark> marks;
    private final @Nullable Painting painting; // null until something is painted; never written after construction
    private volatile @Nullable List<Prompt> prompts; // made when first asked for; two makers make the same

    public static Drawing blank(int photoWidth, int photoHeight) {
        return new Drawing(photoWidth, photoHeight, List.of(), null);
    }

    private Drawing(int photoWidth, int photoHeight, List<Mark> marks, @Nullable Painting painting) {
        this.photoWidth = photoWidth;
        this.photoHeight = photoHeight;
        this.marks = List.copyOf(marks);
        this.painting = painting;
    }

    public boolean isBlank() {
        return marks.isEmpty();
    }

    /** All marks that stand; strokes too, although {@link #painting} already holds what they left. */
    public List<Mark> marks() {
        return marks;
    }

    /** The drawing with a mark; the very same object where a stroke changes nothing of what is painted. */
    public Drawing plus(Mark mark) {
        Painting painted = paintedWith(mark);
        if (painted != null && painted != painting && painted.paintsLike(painting)) {
            return this;
        }
        List<Mark> more = new ArrayList<>(marks);
        more.add(mark);
        return new Drawing(photoWidth, photoHeight, more, painted);
    }

    /** The drawing without the marks at these places; what is painted stays. */
    Drawing without(Set<Integer> places) {
        List<Mark> left = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            if (!places.contains(i)) {
                left.add(marks.get(i));
            }
        }
        return new Drawing(photoWidth, photoHeight, left, painting);
    }

    private @Nullable Painting paintedWith(Mark mark) {
        if (mark instanceof Mark.Dot || mark instanceof Mark.Frame) {
            return painting;
        }
        Painting painted = painting == null ? new Painting(photoWidth, photoHeight) : painting.copy();
        switch (mark) {
            case Mark.Stroke stroke -> painted.draw(stroke);
            case Mark.Lasso lasso -> painted.fill(lasso);
            case Mark.Cutout cutout -> painted.add(cutout.mask());
            case Mark.Dot dot -> {}
            case Mark.Frame frame -> {}
        }
        return painted;
    }

    /** The drawing with another mark at a place; what is painted stays. */
    Drawing with(int place, Mark mark) {
        List<Mark> changed = new ArrayList<>(marks);
        changed.set(place, mark);
        return new Drawing(photoWidth, photoHeight, changed, painting);
    }

    /** Whether it is on a photo of this size. */
    boolean fits(int width, int height) {
        return width == photoWidth && height == photoHeight;
    }

    /** What brush, lasso, eraser and mask assist left, or null where nothing was painted. */
    @Nullable
    Painting painting() {
        return painting;
    }

    /** The marks as the engine takes them: points, boxes, and a mask of all that is painted, one for each polarity; the same list every time. */
    public List<Prompt> prompts() {
        List<Prompt> made = prompts;
        if (made == null) {
            made = List.copyOf(makePrompts());
            prompts = made;
        }
        return made;
    }

    private List<Prompt> makePrompts() {
        List<Prompt> prompts = new ArrayList<>();
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Dot dot -> prompts.add(new Point(dot.x(), dot.y(), dot.polarity()));
                case Mark.Frame frame ->
                    prompts.add(new Box(frame.x(), frame.y(), frame.width(), frame.height(), frame.polarity()));
                case Mark.Stroke stroke -> {}
                case Mark.Lasso lasso -> {}
                case Mark.Cutout cutout -> {}
            }
        }
        for (Polarity polarity : Polarity.values()) {
            if (painting != null && painting.has(polarity)) {
                prompts.add(painting.toMask(polarity));
            }
        }
        return prompts;
    }

    /** The last positive box, by its place among the marks, or −1: what the mask assist works on. */
    int lastFrame() {
        for (int i = marks.size() - 1; i >= 0; i--) {
            if (marks.get(i) instanceof Mark.Frame frame && frame.polarity() == Polarity.POSITIVE) {
                return i;
            }
        }
        return -1;
    }

    /** Places among the marks of the points and box outlines that a circle touches. */
    List<Integer> touched(double x, double y, double radius) {
        List<Integer> touched = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            boolean hit = switch (marks.get(i)) {
                case Mark.Dot dot -> Math.hypot(dot.x() - x, dot.y() - y) <= radius;
                case Mark.Frame frame -> distanceToOutline(frame, x, y) <= radius;
                case Mark.Stroke stroke -> false;
                case Mark.Lasso lasso -> false;
                case Mark.Cutout cutout -> false;
            };
            if (hit) {
                touched.add(i);
            }
        }
        return touched;
    }

    private static double distanceToOutline(Mark.Frame frame, double x, double y) {
        double left = x - frame.x();
        double right = frame.x() + frame.width() - x;
        double top = y - frame.y();
        double bottom = frame.y() + frame.height() - y;
        if (left >= 0 && right >= 0 && top >= 0 && bottom >= 0) {
            return Math.min(Math.min(left, right), Math.min(top, bottom));
        }
        return Math.hypot(Math.max(0, Math.max(-left, -right)), Math.max(0, Math.max(-top, -bottom)));
    }
}
