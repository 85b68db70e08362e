package io.manako.engine.msba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InterventionTest {
    private static final float[] WANTED = {1, 0, 0};

    @Test
    void whatTellsTheOtherApartIsTakenOut() {
        float[] rest = Intervention.without(WANTED, new float[] {0.6f, 0.8f, 0}, 0.25f);
        double norm = Math.sqrt(1 + 0.2 * 0.2);
        assertThat(rest).containsExactly(new float[] {(float) (1 / norm), (float) (-0.2 / norm), 0}, within(1e-6f));
    }

    @Test
    void theSameThingTakesNothingAway() {
        assertThat(Intervention.without(WANTED, WANTED, 0.5f)).containsExactly(WANTED, within(1e-6f));
    }

    @Test
    void aShareOfNothingLeavesTheQuery() {
        assertThat(Intervention.without(WANTED, new float[] {0, 0, 1}, 0)).containsExactly(WANTED, within(1e-6f));
    }
}
