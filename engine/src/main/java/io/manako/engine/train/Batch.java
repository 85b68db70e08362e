package io.manako.engine.train;

/**
 * What one step learns from; targets are less their mean and of length 1.
 *
 * @param views B
 * @param boxes T
 * @param middle {@code float[B * N * channels]}
 * @param deep {@code float[B * N / 4 * channels]}
 * @param regions m of the boxes, {@code float[B * T * N]}
 * @param cls the teacher's descriptors of the views, {@code float[B * teacher]}
 * @param crops the teacher's descriptors of the boxes' crops, {@code float[B * T * teacher]}
 * @param cells the teacher's patch tokens over 2 × 2 patches, {@code float[B * N / 4 * teacher]}
 */
record Batch(
        int views,
        int boxes,
        float[] middle,
        float[] deep,
        float[] regions,
        float[] cls,
        float[] crops,
        float[] cells) {}
