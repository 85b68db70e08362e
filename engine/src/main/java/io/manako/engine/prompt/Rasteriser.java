package io.manako.engine.prompt;

import io.manako.engine.message.Message;
import java.util.List;

/**
 * Turns marks into m, the region of a focus token on the patch grid (method.md §2, §3). Immutable and thread-safe.
 *
 * @param pointRadius radius of the disc around a point as a share of the photo's shorter side, 0 or more; the patch under
 *     the point is always covered
 */
public record Rasteriser(double pointRadius) {
    /** Strips in which a disc is drawn: its coverage is right to about a thousandth. */
    private static final int DISC_STRIPS = 256;

    public Rasteriser {
        if (!(pointRadius >= 0 && pointRadius <= 1)) {
            throw new IllegalArgumentException(
                    "the radius of a point is a share of the photo's side from 0 to 1, not " + pointRadius);
        }
    }

    /**
     * The share of each patch that is marked. Positive marks unite (per patch the largest share counts) and so do negative
     * ones, each divided by their largest share; what is negative is taken from the positive and counts against it, so that
     * an overlap is negative. The photo is stretched onto the grid; what lies outside it is cut off.
     *
     * @param prompts marks in photo pixels; none gives zeros
     * @param width of the photo in pixels, as is {@code height}
     * @return {@code float[N]} in [−1, 1] with a largest value of 1
     * @throws PromptException for a mark outside the photo, an empty mask, or when no positive mark remains
     */
    public float[] rasterise(List<Prompt> prompts, int width, int height, PatchGrid grid) {
        return rasterise(prompts, width, height, new Box(0, 0, width, height), grid);
    }

    /**
     * The same on a grid that lies over a part of the photo alone; what is marked outside the part is cut off.
     *
     * @param part in photo pixels, within the photo
     */
    public float[] rasterise(List<Prompt> prompts, int width, int height, Box part, PatchGrid grid) {
        float[] positive = union(of(Polarity.POSITIVE, prompts), width, height, part, grid);
        float[] negative = union(of(Polarity.NEGATIVE, prompts), width, height, part, grid);
        if (prompts.isEmpty()) {
            return positive;
        }
        if (!divideByLargest(positive)) {
            throw new PromptException(Message.of("engine.prompt.only-negative"));
        }
        for (int i = 0; i < positive.length; i++) {
            positive[i] = positive[i] * (1 - negative[i]) - negative[i];
        }
        if (!divideByLargest(positive)) {
            throw new PromptException(Message.of("engine.prompt.all-excluded"));
        }
        return positive;
    }

    /**
     * The share of each patch that any of the marks covers, whatever their polarity, divided by the largest.
     *
     * @param part that the grid lies over, in photo pixels
     * @return {@code float[N]} in [0, 1]; all 0 where no mark reaches into the part
     * @throws PromptException for a mark outside the photo or an empty mask
     */
    public float[] union(List<Prompt> prompts, int width, int height, Box part, PatchGrid grid) {
        float[] union = new float[grid.patches()];
        for (Prompt prompt : prompts) {
            float[] coverage = coverage(prompt, width, height, part, grid);
            for (int i = 0; i < union.length; i++) {
                union[i] = Math.max(union[i], coverage[i]);
            }
        }
        divideByLargest(union);
        return union;
    }

    private static List<Prompt> of(Polarity polarity, List<Prompt> prompts) {
        return prompts.stream().filter(prompt -> prompt.polarity() == polarity).toList();
    }

    /**
     * The smallest box around what is marked as meant, in photo pixels, cut off at the photo's edges.
     *
     * @param prompts with a positive mark on the photo among them, as {@link #rasterise} demands
     */
    public Box bounds(List<Prompt> prompts, int width, int height) {
        return bounds(Polarity.POSITIVE, prompts, width, height);
    }

    /** The smallest box around the marks of one kind, of which there is one on the photo; of that polarity itself. */
    public Box bounds(Polarity polarity, List<Prompt> prompts, int width, int height) {
        double left = width;
        double top = height;
        double right = 0;
        double bottom = 0;
        for (Prompt prompt : of(polarity, prompts)) {
            Box box = bounds(prompt, width, height);
            left = Math.min(left, box.x());
            top = Math.min(top, box.y());
            right = Math.max(right, box.x() + box.width());
            bottom = Math.max(bottom, box.y() + box.height());
        }
        left = Math.max(0, left);
        top = Math.max(0, top);
        return new Box(left, top, Math.min(width, right) - left, Math.min(height, bottom) - top, polarity);
    }

    private Box bounds(Prompt prompt, int width, int height) {
        return switch (prompt) {
            case Box box -> box;
            case Point point -> {
                // Also without a radius the pixel under the point is meant.
                double radius = Math.max(1, pointRadius * Math.min(width, height));
                yield new Box(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
            }
            case Mask mask -> mask.bounds(width, height);
        };
    }

    private float[] coverage(Prompt prompt, int width, int height, Box part, PatchGrid grid) {
        Canvas canvas = new Canvas(new float[grid.patches()], grid, width, height, part);
        switch (prompt) {
            case Box box -> addBox(box, canvas);
            case Point point -> addDisc(point, canvas);
            case Mask mask -> addMask(mask, canvas);
        }
        return canvas.coverage;
    }

    /** A grid over a part of a photo, drawn on in photo pixels. */
    private record Canvas(float[] coverage, PatchGrid grid, int width, int height, Box part) {
        void add(double left, double top, double right, double bottom) {
            grid.addCoverage(
                    coverage,
                    (left - part.x()) / part.width(),
                    (top - part.y()) / part.height(),
                    (right - part.x()) / part.width(),
                    (bottom - part.y()) / part.height());
        }

        /** Covers the patch under a position, if it lies on the grid; the far edge belongs to the last patch. */
        void coverPatch(double x, double y) {
            double column = (x - part.x()) / part.width() * grid.columns();
            double row = (y - part.y()) / part.height() * grid.rows();
            if (column >= 0 && row >= 0 && column <= grid.columns() && row <= grid.rows()) {
                int c = Math.min(grid.columns() - 1, (int) column);
                int r = Math.min(grid.rows() - 1, (int) row);
                coverage[r * grid.columns() + c] = 1;
            }
        }
    }

    private static void addBox(Box box, Canvas canvas) {
        double right = box.x() + box.width();
        double bottom = box.y() + box.height();
        if (box.x() >= canvas.width || box.y() >= canvas.height || right <= 0 || bottom <= 0) {
            throw new PromptException(Message.of(
                    "engine.prompt.box-outside",
                    Prompt.text(box.x()),
                    Prompt.text(box.y()),
                    Prompt.text(box.width()),
                    Prompt.text(box.height()),
                    canvas.width,
                    canvas.height));
        }
        canvas.add(box.x(), box.y(), right, bottom);
    }

    private void addDisc(Point point, Canvas canvas) {
        // A click on the far edge of the last pixel is still on the photo.
        if (point.x() < 0 || point.y() < 0 || point.x() > canvas.width || point.y() > canvas.height) {
            throw new PromptException(Message.of(
                    "engine.prompt.point-outside",
                    Prompt.text(point.x()),
                    Prompt.text(point.y()),
                    canvas.width,
                    canvas.height));
        }
        double radius = pointRadius * Math.min(canvas.width, canvas.height);
        double strip = 2 * radius / DISC_STRIPS;
        for (int i = 0; i < DISC_STRIPS; i++) {
            double dy = -radius + (i + 0.5) * strip;
            double dx = Math.sqrt(radius * radius - dy * dy);
            double y = point.y() + dy;
            canvas.add(point.x() - dx, y - strip / 2, point.x() + dx, y + strip / 2);
        }
        canvas.coverPatch(point.x(), point.y());
    }

    private static void addMask(Mask mask, Canvas canvas) {
        boolean empty = true;
        double across = (double) canvas.width / mask.width();
        double down = (double) canvas.height / mask.height();
        for (int y = 0; y < mask.height(); y++) {
            int row = y * mask.width();
            for (int x = 0; x < mask.width(); x++) {
                if (mask.inside()[row + x]) {
                    int start = x;
                    while (x < mask.width() && mask.inside()[row + x]) {
                        x++;
                    }
                    canvas.add(start * across, y * down, x * across, (y + 1) * down);
                    empty = false;
                }
            }
        }
        if (empty) {
            throw new PromptException(Message.of("engine.prompt.empty-mask"));
        }
    }

    /** Divides by the largest value; false, and nothing done, where none is positive. */
    private static boolean divideByLargest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        if (largest <= 0) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= values[i] > 0 ? largest : 1;
        }
        return true;
    }
}
