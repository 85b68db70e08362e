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
        float[] positive = new float[grid.patches()];
        float[] negative = new float[grid.patches()];
        for (Prompt prompt : prompts) {
            float[] union = prompt.polarity() == Polarity.POSITIVE ? positive : negative;
            float[] coverage = coverage(prompt, width, height, grid);
            for (int i = 0; i < union.length; i++) {
                union[i] = Math.max(union[i], coverage[i]);
            }
        }
        if (prompts.isEmpty()) {
            return positive;
        }
        if (!divideByLargest(positive)) {
            throw new PromptException(Message.of("engine.prompt.only-negative"));
        }
        divideByLargest(negative);
        for (int i = 0; i < positive.length; i++) {
            positive[i] = positive[i] * (1 - negative[i]) - negative[i];
        }
        if (!divideByLargest(positive)) {
            throw new PromptException(Message.of("engine.prompt.all-excluded"));
        }
        return positive;
    }

    private float[] coverage(Prompt prompt, int width, int height, PatchGrid grid) {
        float[] coverage = new float[grid.patches()];
        switch (prompt) {
            case Box box -> addBox(box, width, height, grid, coverage);
            case Point point -> addDisc(point, width, height, grid, coverage);
            case Mask mask -> addMask(mask, grid, coverage);
        }
        return coverage;
    }

    private static void addBox(Box box, int width, int height, PatchGrid grid, float[] coverage) {
        double right = box.x() + box.width();
        double bottom = box.y() + box.height();
        if (box.x() >= width || box.y() >= height || right <= 0 || bottom <= 0) {
            throw new PromptException(Message.of(
                    "engine.prompt.box-outside",
                    number(box.x()),
                    number(box.y()),
                    number(box.width()),
                    number(box.height()),
                    width,
                    height));
        }
        grid.addCoverage(coverage, box.x() / width, box.y() / height, right / width, bottom / height);
    }

    private void addDisc(Point point, int width, int height, PatchGrid grid, float[] coverage) {
        // A click on the far edge of the last pixel is still on the photo.
        if (point.x() < 0 || point.y() < 0 || point.x() > width || point.y() > height) {
            throw new PromptException(
                    Message.of("engine.prompt.point-outside", number(point.x()), number(point.y()), width, height));
        }
        double radius = pointRadius * Math.min(width, height);
        double strip = 2 * radius / DISC_STRIPS;
        for (int i = 0; i < DISC_STRIPS; i++) {
            double dy = -radius + (i + 0.5) * strip;
            double dx = Math.sqrt(radius * radius - dy * dy);
            double y = point.y() + dy;
            grid.addCoverage(
                    coverage,
                    (point.x() - dx) / width,
                    (y - strip / 2) / height,
                    (point.x() + dx) / width,
                    (y + strip / 2) / height);
        }
        int column = Math.min(grid.columns() - 1, (int) (point.x() / width * grid.columns()));
        int row = Math.min(grid.rows() - 1, (int) (point.y() / height * grid.rows()));
        coverage[row * grid.columns() + column] = 1;
    }

    private static void addMask(Mask mask, PatchGrid grid, float[] coverage) {
        boolean empty = true;
        for (int y = 0; y < mask.height(); y++) {
            int row = y * mask.width();
            for (int x = 0; x < mask.width(); x++) {
                if (mask.inside()[row + x]) {
                    int start = x;
                    while (x < mask.width() && mask.inside()[row + x]) {
                        x++;
                    }
                    grid.addCoverage(
                            coverage,
                            (double) start / mask.width(),
                            (double) y / mask.height(),
                            (double) x / mask.width(),
                            (double) (y + 1) / mask.height());
                    empty = false;
                }
            }
        }
        if (empty) {
            throw new PromptException(Message.of("engine.prompt.empty-mask"));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
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
