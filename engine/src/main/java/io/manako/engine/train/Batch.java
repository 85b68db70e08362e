package io.manako.engine.train;

/**
 * What one step learns from; targets are of length 1.
 *
 * @param views B
 * @param boxes T
 * @param middle {@code float[B * N * channels]}
 * @param deep {@code float[B * N / 4 * channels]}
 * @param regions m of the boxes, {@code float[B * T * N]}
 * @param cls what the teachers say of the views, {@code float[B * target]}
 * @param boxTargets what they say of the boxes, {@code float[B * T * target]}
 * @param cells the first teacher's patch tokens over 2 × 2 patches, {@code float[B * N / 4 * teacher]}
 */
record Batch(
        int views,
        int boxes,
        float[] middle,
        float[] deep,
        float[] regions,
        float[] cls,
        float[] boxTargets,
        float[] cells) {}
