package io.manako.engine.phs;

/** How the scores of a block's heads become their gates γ, which sum to H. Immutable. */
public sealed interface Selection {
    /** Number of last blocks whose heads are selected; the heads of earlier ones keep a gate of 1. */
    int blocks();

    /** Every head takes part as it would without a prompt. */
    record All() implements Selection {
        @Override
        public int blocks() {
            return 0;
        }
    }

    /** The k best heads of each block share its weight, γ = H/k; the others are silent. Equal scores: the lower head. */
    record TopK(int k, int blocks) implements Selection {
        public TopK {
            if (k < 1) {
                throw new IllegalArgumentException("a selection needs at least one head, not " + k);
            }
        }
    }

    /**
     * Every head by its score: γ ∝ exp(s/τ), where s is the logarithm of the score for {@link HeadScoring#MASS}, so that
     * γ ∝ mass^(1/τ).
     */
    record Soft(float tau, int blocks) implements Selection {
        public Soft {
            if (!(tau > 0)) {
                throw new IllegalArgumentException("the temperature of a soft selection is above 0, not " + tau);
            }
        }
    }
}
