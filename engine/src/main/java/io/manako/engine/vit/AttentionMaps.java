package io.manako.engine.vit;

import io.manako.engine.prompt.PatchGrid;

/**
 * What CLS (or a focus token) looks at in the last F blocks.
 *
 * @param firstBlock number of the first of the F blocks, counted from 0
 * @param maps {@code float[F][H][N]}: softmax over all image tokens, CLS and registers left out, so that a row sums to
 *     at most 1
 */
public record AttentionMaps(PatchGrid grid, int firstBlock, float[][][] maps) {
    public int blocks() {
        return maps.length;
    }

    public int heads() {
        return maps[0].length;
    }
}
