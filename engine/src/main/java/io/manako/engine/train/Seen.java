package io.manako.engine.train;

/**
 * One view as the student sees it.
 *
 * @param middle {@code float[N * channels]}
 * @param deep {@code float[N / 4 * channels]}
 * @param boxes left, top, right, bottom as shares of the view, {@code float[T * 4]}
 */
record Seen(float[] middle, float[] deep, float[] boxes) {
    static Seen empty(HybridShape s) {
        return new Seen(new float[s.patches() * s.middle()], new float[s.cells() * s.deep()], new float[s.boxes() * 4]);
    }

    static int[] lengths(HybridShape s) {
        return FeatureCache.lengths(empty(s).parts());
    }

    static Seen of(float[][] parts) {
        return new Seen(parts[0], parts[1], parts[2]);
    }

    float[][] parts() {
        return new float[][] {middle, deep, boxes};
    }
}
