package io.manako.engine.train;

/**
 * What one teacher says of a view: raw tokens after its final LayerNorm. Row 0 of the first two is of the view as a whole,
 * the others are of its boxes.
 *
 * @param crops the teacher's CLS of the view, and of the crop of each box, {@code float[(1 + T) * dimension]}
 * @param focus the teacher's own focus tokens in the view, {@code float[(1 + T) * dimension]}; of the first teacher alone
 * @param cells its patch tokens over 2 × 2 patches, {@code float[N / 4 * dimension]}; of the first teacher alone
 */
record Taught(float[] crops, float[] focus, float[] cells) {
    static Taught empty(HybridShape s, int dimension, boolean first) {
        int rows = (1 + s.boxes()) * dimension;
        return new Taught(new float[rows], new float[first ? rows : 0], new float[first ? s.cells() * dimension : 0]);
    }

    static int[] lengths(HybridShape s, int dimension, boolean first) {
        return FeatureCache.lengths(empty(s, dimension, first).parts());
    }

    static Taught of(float[][] parts) {
        return new Taught(parts[0], parts[1], parts[2]);
    }

    float[][] parts() {
        return new float[][] {crops, focus, cells};
    }
}
