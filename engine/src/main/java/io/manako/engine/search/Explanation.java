package io.manako.engine.search;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import java.util.List;

/**
 * Why a photo matched, computed from the photo itself when its hit becomes visible.
 *
 * @param grid patch grid of the hit's photo
 * @param attention {@code float[N]}: attention of the winning window's token in the last block, heads weighted by their
 *     gates, scaled so that the largest is 1
 * @param similarity {@code float[N]}: cosine of each patch token with the query's descriptor
 * @param place where the wanted thing is, in pixels of the hit's photo; finer than the hit's own box
 * @param heads share of each head of the last block in the similarity; their magnitudes sum to 1
 */
public record Explanation(PatchGrid grid, float[] attention, float[] similarity, Box place, List<HeadShare> heads) {
    /** Part of the similarity that came through one head of the last block; negative where it spoke against the match. */
    public record HeadShare(int block, int head, float share) {}
}
