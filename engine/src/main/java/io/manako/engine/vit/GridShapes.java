package io.manako.engine.vit;

import io.manako.engine.prompt.PatchGrid;

/**
 * The few grid shapes that photos are encoded on, of about the same number of patches, so that photos keep their aspect
 * and still share batches (method.md §1).
 */
final class GridShapes {
    private static final double[] ASPECTS = {1, 4 / 3.0, 3 / 4.0, 3 / 2.0, 2 / 3.0, 16 / 9.0, 9 / 16.0};

    private GridShapes() {}

    /**
     * @param side patches along a side of the square grid
     * @param multiple what rows and columns must be multiples of
     */
    static PatchGrid nearest(int width, int height, int side, int multiple) {
        double aspect = (double) width / height;
        double best = 1;
        for (double candidate : ASPECTS) {
            if (Math.abs(Math.log(candidate / aspect)) < Math.abs(Math.log(best / aspect))) {
                best = candidate;
            }
        }
        return new PatchGrid(rounded(side / Math.sqrt(best), multiple), rounded(side * Math.sqrt(best), multiple));
    }

    private static int rounded(double patches, int multiple) {
        return Math.max(multiple, (int) Math.round(patches / multiple) * multiple);
    }
}
