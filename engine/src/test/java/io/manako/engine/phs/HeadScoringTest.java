package io.manako.engine.phs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HeadScoringTest {
    private static final Offset<Float> EXACT = within(1e-6f);
    private static final float[] MAP = {0.4f, 0.2f, 0.1f, 0.1f};

    @Test
    void massIsTheShareOfAttentionInside() {
        assertThat(HeadScoring.MASS.score(MAP, new float[] {1, 0.5f, 0, 0})).isCloseTo(0.5f / 0.8f, EXACT);
    }

    @Test
    void liftIsMassOverTheShareOfTheGrid() {
        assertThat(HeadScoring.LIFT.score(MAP, new float[] {1, 0.5f, 0, 0})).isCloseTo(0.625f / (1.5f / 4), EXACT);
        assertThat(HeadScoring.LIFT.score(new float[] {3, 3, 3, 3}, new float[] {0, 1, 0, 0}))
                .isCloseTo(1f, EXACT);
    }

    @Test
    void iouComparesTheRegionWithTheBulkOfTheMap() {
        // 60 % of 0.8 is 0.48: patches 0 and 1.
        assertThat(HeadScoring.IOU.score(MAP, new float[] {1, 0, 0, 0})).isCloseTo(1 / 2f, EXACT);
        assertThat(HeadScoring.IOU.score(MAP, new float[] {1, 1, 0, 0})).isCloseTo(1f, EXACT);
        assertThat(HeadScoring.IOU.score(MAP, new float[] {0, 1, 1, 0})).isCloseTo(1 / 3f, EXACT);
        assertThat(HeadScoring.IOU.score(MAP, new float[] {0.5f, 0, 0, 1})).isCloseTo(0.5f / 3, EXACT);
        assertThat(HeadScoring.IOU.score(MAP, new float[] {0, 0, 1, 1})).isZero();
    }

    @Test
    void nssIsTheStandardisedMapInside() {
        // Mean 0.2, deviation sqrt((0.04 + 0 + 0.01 + 0.01) / 4).
        float deviation = (float) Math.sqrt(0.015);
        assertThat(HeadScoring.NSS.score(MAP, new float[] {1, 0, 0, 0})).isCloseTo(0.2f / deviation, EXACT);
        assertThat(HeadScoring.NSS.score(MAP, new float[] {0, 0, 1, 0})).isCloseTo(-0.1f / deviation, EXACT);
        assertThat(HeadScoring.NSS.score(MAP, new float[] {1, 0, 0.5f, 0}))
                .isCloseTo((0.2f - 0.05f) / 1.5f / deviation, EXACT);
    }

    @Test
    void negativeRegionsSpeakAgainstAHead() {
        float[] positive = {0, 1, 0, 0};
        float[] mixed = {-1, 1, 0, 0};
        for (HeadScoring scoring : HeadScoring.values()) {
            assertThat(scoring.score(MAP, mixed)).as("%s", scoring).isLessThan(scoring.score(MAP, positive));
        }
        assertThat(HeadScoring.MASS.score(MAP, mixed)).isCloseTo(-0.25f, EXACT);
    }

    @Test
    void theScaleOfAMapDoesNotMatter() {
        float[] tiny = new float[MAP.length];
        for (int i = 0; i < tiny.length; i++) {
            tiny[i] = MAP[i] * 1e-6f;
        }
        float[] region = {0, 1, 0.5f, 0};
        for (HeadScoring scoring : HeadScoring.values()) {
            assertThat(scoring.score(tiny, region))
                    .as("%s", scoring)
                    .isCloseTo(scoring.score(MAP, region), within(1e-5f));
        }
    }

    @Test
    void nothingScoresZero() {
        for (HeadScoring scoring : HeadScoring.values()) {
            assertThat(scoring.score(MAP, new float[4]))
                    .as("%s without a region", scoring)
                    .isZero();
            assertThat(scoring.score(new float[4], new float[] {0, 1, 0, 0}))
                    .as("%s without attention", scoring)
                    .isZero();
        }
    }
}
