package io.manako.app.query;

import io.manako.engine.prompt.PatchGrid;
import java.util.ArrayList;
import java.util.List;

/** The border around the patches that the engine understood as marked. Pure. */
final class PatchOutline {
    /** A patch belongs to the region from half of the largest coverage on. */
    private static final float BELONGS = 0.5f;

    /** A border line between grid corners, in units of patches: columns to the right, rows down. */
    record Line(int x0, int y0, int x1, int y1) {}

    private PatchOutline() {}

    /**
     * @param region m, {@code float[N]} in [−1, 1]
     * @param sign 1 for the marked patches, −1 for those marked as not meant
     */
    static List<Line> of(PatchGrid grid, float[] region, int sign) {
        List<Line> lines = new ArrayList<>();
        for (int y = 0; y <= grid.rows(); y++) {
            int start = -1;
            for (int x = 0; x <= grid.columns(); x++) {
                boolean border =
                        x < grid.columns() && inside(grid, region, sign, x, y) != inside(grid, region, sign, x, y - 1);
                if (border && start < 0) {
                    start = x;
                } else if (!border && start >= 0) {
                    lines.add(new Line(start, y, x, y));
                    start = -1;
                }
            }
        }
        for (int x = 0; x <= grid.columns(); x++) {
            int start = -1;
            for (int y = 0; y <= grid.rows(); y++) {
                boolean border =
                        y < grid.rows() && inside(grid, region, sign, x, y) != inside(grid, region, sign, x - 1, y);
                if (border && start < 0) {
                    start = y;
                } else if (!border && start >= 0) {
                    lines.add(new Line(x, start, x, y));
                    start = -1;
                }
            }
        }
        return lines;
    }

    private static boolean inside(PatchGrid grid, float[] region, int sign, int x, int y) {
        return x >= 0
                && y >= 0
                && x < grid.columns()
                && y < grid.rows()
                && sign * region[y * grid.columns() + x] >= BELONGS;
    }
}
