package io.manako.engine.search;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vector.Simd;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where in a photo the wanted thing is, looked for in the photo itself: the patch most like what the marked ones have in
 * common, and what hangs together with it. Finer than {@link MatchBox}, which knows the photo's windows alone.
 */
public final class MatchPlace {
    /** A patch belongs to the thing that is this far from the least to the largest similarity. */
    private static final float LIKE_THE_BEST = 0.7f;

    private MatchPlace() {}

    /** Mean of a photo's patch tokens, {@code float[D]}: what they share, and what would drown how they differ. */
    static float[] mean(float[][] patchTokens) {
        float[] mean = new float[patchTokens[0].length];
        for (float[] token : patchTokens) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += token[d] / patchTokens.length;
            }
        }
        return mean;
    }

    /**
     * What marked patches have in common, {@code float[D]}, L2-normalised.
     *
     * @param patchTokens {@code float[N][D]}
     * @param region m, {@code float[N]}, with something above 0
     * @param mean of the whole photo's patch tokens
     */
    static float[] thing(float[][] patchTokens, float[] region, float[] mean) {
        float weight = 0;
        float[] thing = new float[mean.length];
        for (int i = 0; i < patchTokens.length; i++) {
            weight += region[i];
            for (int d = 0; d < thing.length && region[i] != 0; d++) {
                thing[d] += region[i] * patchTokens[i][d];
            }
        }
        for (int d = 0; d < thing.length; d++) {
            thing[d] = thing[d] / weight - mean[d];
        }
        return unit(thing);
    }

    /** The patch tokens less their mean, {@code float[N][D]}, each L2-normalised. */
    public static float[][] standingOut(float[][] patchTokens) {
        float[] mean = mean(patchTokens);
        float[][] unit = new float[patchTokens.length][];
        for (int i = 0; i < unit.length; i++) {
            float[] centred = patchTokens[i].clone();
            for (int d = 0; d < centred.length; d++) {
                centred[d] -= mean[d];
            }
            unit[i] = unit(centred);
        }
        return unit;
    }

    /** In place. A vector of zeros stays one. */
    private static float[] unit(float[] vector) {
        float norm = (float) Math.sqrt(Simd.dot(vector, vector));
        for (int d = 0; d < vector.length && norm > 0; d++) {
            vector[d] /= norm;
        }
        return vector;
    }

    /**
     * The box around the patches that hang together with the best one, in photo pixels.
     *
     * @param similarities {@code float[N]}: cosine of each patch that stands out with the query's thing
     * @param width of the photo in pixels, as is {@code height}
     */
    public static Box of(float[] similarities, PatchGrid grid, int width, int height) {
        float[] smooth = smooth(similarities, grid);
        int best = 0;
        float least = smooth[0];
        for (int i = 1; i < smooth.length; i++) {
            best = smooth[i] > smooth[best] ? i : best;
            least = Math.min(least, smooth[i]);
        }
        float threshold = least + LIKE_THE_BEST * (smooth[best] - least);
        int columns = grid.columns();
        int left = columns;
        int top = grid.rows();
        int right = 0;
        int bottom = 0;
        boolean[] seen = new boolean[smooth.length];
        Deque<Integer> next = new ArrayDeque<>();
        seen[best] = true;
        next.add(best);
        while (!next.isEmpty()) {
            int at = next.remove();
            int column = at % columns;
            int row = at / columns;
            left = Math.min(left, column);
            top = Math.min(top, row);
            right = Math.max(right, column + 1);
            bottom = Math.max(bottom, row + 1);
            int[] neighbours = {
                column > 0 ? at - 1 : at,
                column + 1 < columns ? at + 1 : at,
                row > 0 ? at - columns : at,
                row + 1 < grid.rows() ? at + columns : at
            };
            for (int neighbour : neighbours) {
                if (!seen[neighbour] && smooth[neighbour] >= threshold) {
                    seen[neighbour] = true;
                    next.add(neighbour);
                }
            }
        }
        double across = (double) width / columns;
        double down = (double) height / grid.rows();
        return new Box(left * across, top * down, (right - left) * across, (bottom - top) * down);
    }

    /** Weighted mean over 3 × 3 patches, 1 2 1 along each side; the edge goes on beyond itself. One patch is no thing. */
    private static float[] smooth(float[] map, PatchGrid grid) {
        float[] smooth = new float[map.length];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                float sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int y = Math.clamp(row + dy, 0, grid.rows() - 1);
                        int x = Math.clamp(column + dx, 0, grid.columns() - 1);
                        sum += (2 - Math.abs(dx)) * (2 - Math.abs(dy)) * map[y * grid.columns() + x];
                    }
                }
                smooth[row * grid.columns() + column] = sum / 16;
            }
        }
        return smooth;
    }
}
