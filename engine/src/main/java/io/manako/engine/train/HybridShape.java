package io.manako.engine.train;

import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.FrozenStem;

/**
 * Sizes of a hybrid and of what it learns from.
 *
 * @param side patches along one side of a view; even
 * @param middle channels of the stem's map of stride 16, on {@code side * side} cells
 * @param deep channels of the map of stride 32, on a quarter of the cells
 * @param dimension D
 * @param heads H
 * @param blocks L
 * @param focusBlocks F
 * @param teacher dimension of the first teacher's patch tokens
 * @param target dimension of what is learned of views and boxes: the main directions of all teachers together
 * @param boxes boxes of a view
 */
record HybridShape(
        int side,
        int middle,
        int deep,
        int dimension,
        int heads,
        int blocks,
        int focusBlocks,
        int teacher,
        int target,
        int boxes) {

    /** Along one side of the embedded model's views. */
    static final int PIXELS = 224;

    private static final int DIMENSION = 192;

    /**
     * The embedded model: 6 blocks of 6 heads, D = 192, views of 224 pixels.
     *
     * @param teacher dimension of the first teacher's tokens
     * @param joint dimensions of what all teachers say, side by side
     */
    static HybridShape embedded(int teacher, int joint) {
        return new HybridShape(
                PIXELS / 16,
                FrozenStem.MIDDLE_CHANNELS,
                FrozenStem.DEEP_CHANNELS,
                DIMENSION,
                6,
                6,
                3,
                teacher,
                Math.min(DIMENSION, joint),
                4);
    }

    PatchGrid grid() {
        return new PatchGrid(side, side);
    }

    /** N. */
    int patches() {
        return side * side;
    }

    /** Cells of 2 × 2 patches. */
    int cells() {
        return patches() / 4;
    }

    /** Width and height in pixels of a view as the networks see it. */
    int pixels() {
        return 16 * side;
    }

    /**
     * m of a box: the share of each patch that it covers, divided by the largest (method.md §2).
     *
     * @param boxes left, top, right, bottom as shares of the view
     * @param at where the box is in it
     */
    float[] region(float[] boxes, int at) {
        float[] region = new float[patches()];
        grid().addCoverage(region, boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
        float largest = 1e-9f;
        for (float share : region) {
            largest = Math.max(largest, share);
        }
        for (int i = 0; i < region.length; i++) {
            region[i] /= largest;
        }
        return region;
    }
}
