package io.manako.engine.vit;

/**
 * What the scores of a search mean that was measured with these weights: two cuts, found on photos with ground truth by
 * asking for things that none of them shows ({@code manako eval --bands}; docs/evaluation.md, "What a score means").
 *
 * @param strong at or above it a match is strong: of four searches in five for what is not there none reaches it
 * @param fair at or above it a match is fair: of every second such search none reaches it; not above {@code strong}
 */
public record ScoreBands(float strong, float fair) {
    /** How much a score says, best first. */
    public enum Band {
        STRONG,
        FAIR,
        WEAK
    }

    public ScoreBands {
        if (!(fair <= strong)) {
            throw new IllegalArgumentException("fair " + fair + " above strong " + strong);
        }
    }

    public Band of(float score) {
        return score >= strong ? Band.STRONG : score >= fair ? Band.FAIR : Band.WEAK;
    }
}
