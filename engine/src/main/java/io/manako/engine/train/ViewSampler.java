package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the views of a photo and the boxes of a view: the same numbers for the same seed. */
final class ViewSampler {
    private static final int TRIES = 100;
    private static final double CONTEXT = 1.15;

    private final SplittableRandom random;

    ViewSampler(long seed, int photo) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + photo);
    }

    /** Half of the views are mirrored. */
    boolean mirrored() {
        return random.nextBoolean();
    }

    /** 50 to 100 % of a photo's area. */
    Box view(int width, int height) {
        return inside(new Box(0, 0, width, height), 0.5, 1, 1.25, true);
    }

    /** Boxes of 4 to 50 % of a view's area, in pixels of the photo. */
    List<Box> boxes(Box view, int count) {
        List<Box> boxes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boxes.add(inside(view, 0.04, 0.5, 1.8, false));
        }
        return boxes;
    }

    /** What the teacher sees of a box: 1.15 times its sides, as far as the photo goes. */
    static Box crop(Box box, Raster photo) {
        double dx = box.width() * (CONTEXT - 1) / 2;
        double dy = box.height() * (CONTEXT - 1) / 2;
        double left = Math.max(0, box.x() - dx);
        double top = Math.max(0, box.y() - dy);
        return new Box(
                left,
                top,
                Math.min(photo.width(), box.x() + box.width() + dx) - left,
                Math.min(photo.height(), box.y() + box.height() + dy) - top);
    }

    /**
     * A box of the given share of the outer one's area.
     *
     * @param aspect at most, width to height or height to width; relative to the outer box's own where {@code relative}, and
     *     where no other fits
     */
    private Box inside(Box outer, double least, double most, double aspect, boolean relative) {
        for (int i = 0; i < TRIES; i++) {
            double area = outer.width() * outer.height() * between(least, most);
            double ratio =
                    between(1 / aspect, aspect) * (relative || i > TRIES / 2 ? outer.width() / outer.height() : 1);
            double width = Math.sqrt(area * ratio);
            double height = Math.sqrt(area / ratio);
            if (width <= outer.width() && height <= outer.height()) {
                return new Box(
                        outer.x() + random.nextDouble() * (outer.width() - width),
                        outer.y() + random.nextDouble() * (outer.height() - height),
                        width,
                        height);
            }
        }
        return outer;
    }

    /** Uniform in the logarithm. */
    private double between(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }
}
