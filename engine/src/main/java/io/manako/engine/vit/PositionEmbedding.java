package io.manako.engine.vit;

import io.manako.engine.prompt.PatchGrid;

/**
 * Position embeddings on another grid than the one they were trained on: bicubic, a = −0.75, half-pixel centres, edges
 * clamped, as PyTorch's {@code interpolate(mode="bicubic", align_corners=False)} does it.
 */
final class PositionEmbedding {
    private static final float A = -0.75f;

    private PositionEmbedding() {}

    /**
     * @param patches {@code float[from.patches() * dimension]}, row by row
     * @return {@code float[to.patches() * dimension]}
     */
    static float[] resize(float[] patches, PatchGrid from, PatchGrid to, int dimension) {
        if (from.equals(to)) {
            return patches.clone();
        }
        float[] wide = new float[from.rows() * to.columns() * dimension];
        for (int row = 0; row < from.rows(); row++) {
            int start = row * from.columns() * dimension;
            int target = row * to.columns() * dimension;
            line(patches, start, dimension, from.columns(), wide, target, dimension, to.columns(), dimension);
        }
        float[] result = new float[to.patches() * dimension];
        int stride = to.columns() * dimension;
        for (int column = 0; column < to.columns(); column++) {
            int start = column * dimension;
            line(wide, start, stride, from.rows(), result, start, stride, to.rows(), dimension);
        }
        return result;
    }

    private static void line(
            float[] in, int inStart, int inStride, int n, float[] out, int outStart, int outStride, int m, int dim) {
        for (int i = 0; i < m; i++) {
            float centre = (i + 0.5f) * n / m - 0.5f;
            int left = (int) Math.floor(centre);
            float t = centre - left;
            float[] weights = {far(t + 1), near(t), near(1 - t), far(2 - t)};
            for (int d = 0; d < dim; d++) {
                float sum = 0;
                for (int k = 0; k < 4; k++) {
                    int at = Math.clamp(left - 1 + k, 0, n - 1);
                    sum += weights[k] * in[inStart + at * inStride + d];
                }
                out[outStart + i * outStride + d] = sum;
            }
        }
    }

    /** Keys' cubic kernel at a distance up to 1. */
    private static float near(float x) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
    }

    /** Keys' cubic kernel at a distance from 1 to 2. */
    private static float far(float x) {
        return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }
}
