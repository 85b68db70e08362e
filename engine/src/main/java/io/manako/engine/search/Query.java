package io.manako.engine.search;

import io.manako.engine.phs.HeadSelection;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vector.Simd;

/**
 * A prompt as the engine understood it.
 *
 * @param grid patch grid of the query photo
 * @param region m, {@code float[N]} in [−1, 1]; all 0 where there is no prompt
 * @param heads scores and gates of the heads of the last F blocks
 * @param descriptor {@code float[D]}, centred and L2-normalised: the focus token's, or the whole photo's without a prompt
 */
public record Query(PatchGrid grid, float[] region, HeadSelection heads, float[] descriptor) {
    /** The same query with the mean of its descriptor and another of the same thing, L2-normalised again. */
    Query and(float[] other) {
        float[] sum = new float[descriptor.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = descriptor[d] + other[d];
        }
        float norm = (float) Math.sqrt(Math.max(Simd.dot(sum, sum), 1e-12f));
        for (int d = 0; d < sum.length; d++) {
            sum[d] /= norm;
        }
        return new Query(grid, region, heads, sum);
    }
}
