package io.manako.engine.msba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BatchAttentionTest {
    private static final Offset<Float> EXACT = within(1e-5f);
    private static final float[] QUERY = {1, 0};

    @Test
    void bothSidesLearnFromTheirNearest() {
        // The query and the first photo learn from each other and become one: (1.8, 0.6), normalised. The second photo
        // learns from the first: (0.8, 1.6), normalised.
        float[] refined = new BatchAttention(1, 1, 1, 1).similarities(QUERY, new float[][] {{0.8f, 0.6f}, {0, 1}});
        assertThat(refined).containsExactly(new float[] {1, (float) Math.sqrt(0.5)}, EXACT);
    }

    @Test
    void neighboursWeighBySquaredSimilarity() {
        // The query takes from (0.8, 0.6) and (0.6, 0.8) by 0.64 and 0.36; the photos take nothing.
        float[] refined =
                new BatchAttention(2, 1, 0, 1).similarities(QUERY, new float[][] {{0.8f, 0.6f}, {0.6f, 0.8f}});
        float x = 1 + 0.64f * 0.8f + 0.36f * 0.6f;
        float y = 0.64f * 0.6f + 0.36f * 0.8f;
        float norm = (float) Math.hypot(x, y);
        assertThat(refined)
                .containsExactly(new float[] {(0.8f * x + 0.6f * y) / norm, (0.6f * x + 0.8f * y) / norm}, EXACT);
    }

    @Test
    void whatIsUnlikeTeachesNothing() {
        assertThat(BatchAttention.STANDARD.similarities(QUERY, new float[][] {{-1, 0}}))
                .containsExactly(-1);
        assertThat(BatchAttention.STANDARD.similarities(QUERY, new float[0][])).isEmpty();
    }

    @Test
    void withoutRoundsNothingChanges() {
        float[] refined = new BatchAttention(6, 1, 1, 0).similarities(QUERY, new float[][] {{0.6f, 0.8f}, {0, 1}});
        assertThat(refined).containsExactly(0.6f, 0);
    }
}
