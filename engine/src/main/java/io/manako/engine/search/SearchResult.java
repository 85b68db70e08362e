package io.manako.engine.search;

import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.PatchGrid;
import java.util.List;

/**
 * A ranking and how it came about.
 *
 * @param grid patch grid of the query photo
 * @param region m, {@code float[N]} in [−1, 1]: the patches understood, all 0 where there is no prompt
 * @param heads every head of the last F blocks
 * @param hits best first
 * @param searched photos that were ranked, after filters
 */
public record SearchResult(
        PatchGrid grid, float[] region, List<HeadScore> heads, List<Hit> hits, int searched, Timing millis) {

    /** Milliseconds: encoding of the query's prompt and close-up, ranking, and all of it. */
    public record Timing(double encode, double rank, double total) {
        private Timing after(double encoding) {
            return new Timing(encode + encoding, rank, total + encoding);
        }
    }

    /** The same result, for which something had to be encoded first. */
    public SearchResult after(double encodingMillis) {
        return new SearchResult(grid, region, heads, hits, searched, millis.after(encodingMillis));
    }
}
