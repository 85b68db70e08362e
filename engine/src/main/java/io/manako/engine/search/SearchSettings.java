package io.manako.engine.search;

import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;

/**
 * How a search understands a prompt and ranks photos.
 *
 * @param scoring of attention heads against the prompt
 * @param selection of heads by their scores
 * @param bias whether the query's focus token is drawn to the prompt by β, besides what its heads are
 * @param temperature of the log-sum-exp over a photo's windows: the larger, the nearer to the best window alone
 * @param globalShare weight of the whole photo's similarity beside its windows'; 0: windows alone
 * @param pointRadius radius of a point's disc as a share of the photo's shorter side
 * @param batch number of best photos that batch attention ranks anew; 0: none
 * @param zoom how near the marks are looked at, besides in the whole photo
 */
public record SearchSettings(
        HeadScoring scoring,
        Selection selection,
        boolean bias,
        float temperature,
        float globalShare,
        double pointRadius,
        int batch,
        Zoom zoom) {
    /** What measured best over models and kinds of prompts (docs/evaluation.md). */
    public static final SearchSettings DEFAULT =
            new SearchSettings(HeadScoring.MASS, new Selection.Soft(1, 3), true, 20, 0, 0.1, 200, new Zoom(1.3, 2));
}
