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
 * @param teacher dimension of the teacher's tokens
 * @param boxes boxes of a view
 */
record HybridShape(
        int side, int middle, int deep, int dimension, int heads, int blocks, int focusBlocks, int teacher, int boxes) {

    /** The embedded model: 6 blocks of 6 heads, D = 192, views of 224 pixels. */
    static HybridShape embedded(int teacher) {
        return new HybridShape(14, FrozenStem.MIDDLE_CHANNELS, FrozenStem.DEEP_CHANNELS, 192, 6, 6, 3, teacher, 4);
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
}
