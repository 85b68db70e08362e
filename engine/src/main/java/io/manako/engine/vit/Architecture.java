package io.manako.engine.vit;

import io.manako.engine.prompt.PatchGrid;

/**
 * Shape of a Vision Transformer, read off its weights.
 *
 * @param patch side of a patch in pixels; for the hybrid the stride of its grid, 16
 * @param dimension D
 * @param blocks L
 * @param heads H
 * @param registers R, register tokens between CLS and the patches
 * @param positions grid of the position embedding
 * @param positionOfClass whether the position embedding has a row for CLS (else CLS carries its own)
 * @param hybrid whether a convolutional stem makes the patch tokens
 * @param rotary whether queries and keys of patches are turned by their positions, instead of a position embedding; the grid
 *     of that is then 1 × 1
 * @param pooled whether a probe with attention of its own takes the place of CLS
 * @param gelu of the MLPs
 * @param epsilon of every LayerNorm
 */
record Architecture(
        int patch,
        int dimension,
        int blocks,
        int heads,
        int registers,
        PatchGrid positions,
        boolean positionOfClass,
        boolean hybrid,
        boolean rotary,
        boolean pooled,
        Gelu gelu,
        float epsilon) {

    int headWidth() {
        return dimension / heads;
    }

    /** Image tokens before the patches: CLS, if there is one, and registers. */
    int prefix() {
        return (pooled ? 0 : 1) + registers;
    }
}
