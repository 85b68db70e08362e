package io.manako.engine.prompt;

/**
 * The grid of a Vision Transformer's patches: {@code rows * columns} patches, numbered row by row from the top left.
 *
 * @param rows patches from top to bottom, at least 1
 * @param columns patches from left to right, at least 1
 */
public record PatchGrid(int rows, int columns) {
    public PatchGrid {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a patch grid of " + rows + " x " + columns);
        }
    }

    /** Number of patches, N. */
    public int patches() {
        return rows * columns;
    }

    /**
     * Adds to each patch the share of its area that lies in a rectangle. Rectangles that do not overlap add up to the
     * coverage of their union, so any shape can be drawn in strips.
     *
     * @param coverage {@code float[N]}, added to
     * @param left as a share of the photo's width, as is {@code right}; what is outside [0, 1] is cut off
     * @param top as a share of the photo's height, as is {@code bottom}
     */
    public void addCoverage(float[] coverage, double left, double top, double right, double bottom) {
        addCoverage(coverage, left, top, right, bottom, 1);
    }

    /** The same, each share times a weight. */
    public void addCoverage(float[] coverage, double left, double top, double right, double bottom, double weight) {
        double x0 = clamp(left) * columns;
        double x1 = clamp(right) * columns;
        double y0 = clamp(top) * rows;
        double y1 = clamp(bottom) * rows;
        for (int row = (int) y0; row < y1; row++) {
            double height = Math.min(y1, row + 1) - Math.max(y0, row);
            for (int column = (int) x0; column < x1; column++) {
                double width = Math.min(x1, column + 1) - Math.max(x0, column);
                coverage[row * columns + column] += (float) (weight * width * height);
            }
        }
    }

    private static double clamp(double share) {
        return Math.clamp(share, 0, 1);
    }
}
