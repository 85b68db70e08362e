package io.manako.engine.feedback;

import io.manako.engine.vector.Simd;

/** Chooses among instances. */
final class Nearest {
    private Nearest() {}

    /**
     * The number of the instance that is most like a query.
     *
     * @param query {@code float[D]}
     * @param instances {@code float[n][D]}, n ≥ 1
     */
    static int of(float[] query, float[][] instances) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < instances.length; i++) {
            float similarity = Simd.dot(query, instances[i]);
            if (similarity > most) {
                most = similarity;
                best = i;
            }
        }
        return best;
    }
}
