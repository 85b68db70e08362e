package io.manako.engine.search;

import io.manako.engine.msba.Intervention;
import io.manako.engine.phs.HeadSelection;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vector.Simd;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as the engine understood it.
 *
 * @param grid patch grid of the query photo
 * @param region m, {@code float[N]} in [−1, 1]; all 0 where there is no prompt
 * @param heads scores and gates of the heads of the last F blocks
 * @param descriptor {@code float[D]}, centred and L2-normalised: the focus token's, or the whole photo's without a prompt
 * @param thing {@code float[D]}, L2-normalised: what the patches inside the marks have in common that the photo's other
 *     patches have not, by which the thing is found within another photo; null without marks
 */
public record Query(PatchGrid grid, float[] region, HeadSelection heads, float[] descriptor, float @Nullable [] thing) {
    /** The same query with the means of what it says and of what a close-up says of the same thing, L2-normalised again. */
    Query and(float[] other, float @Nullable [] otherThing) {
        return new Query(
                grid,
                region,
                heads,
                mean(descriptor, other),
                thing == null || otherThing == null ? thing : mean(thing, otherThing));
    }

    /** The same query less a share of what tells another thing from it ({@link Intervention}). */
    Query without(float[] other, float share) {
        return new Query(grid, region, heads, Intervention.without(descriptor, other, share), thing);
    }

    /** The mean of {@code float[D]} and {@code float[D]}, L2-normalised. */
    static float[] mean(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = a[d] + b[d];
        }
        float norm = (float) Math.sqrt(Math.max(Simd.dot(sum, sum), 1e-12f));
        for (int d = 0; d < sum.length; d++) {
            sum[d] /= norm;
        }
        return sum;
    }
}
