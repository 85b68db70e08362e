package io.manako.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogSumExpTest {
    @Test
    void agreesWithTheDefinition() {
        float[] s = {0.31f, -0.2f, 0.33f, 0.05f};
        double sum = 0;
        for (float value : s) {
            sum += Math.exp(20 * value);
        }
        assertThat(LogSumExp.of(s, 20)).isCloseTo((float) (Math.log(sum) / 20), within(1e-6f));
    }

    @Test
    void oneValueIsItself() {
        assertThat(LogSumExp.of(new float[] {-0.25f}, 20)).isEqualTo(-0.25f);
    }

    @Test
    void equalValuesGainTheLogarithmOfTheirNumber() {
        assertThat(LogSumExp.of(new float[] {0.5f, 0.5f}, 10))
                .isCloseTo(0.5f + (float) Math.log(2) / 10, within(1e-6f));
    }

    @Test
    void largeValuesDoNotOverflow() {
        assertThat(LogSumExp.of(new float[] {1000, -1000}, 20)).isEqualTo(1000);
    }

    @Test
    void theFastExponentialIsCloseToTheTrueOne() {
        for (float x = 0; x > -80; x -= 0.0137f) {
            double truth = Math.exp(x);
            assertThat((double) LogSumExp.exp(x)).as("e^%s", x).isCloseTo(truth, within(5e-6 * truth));
        }
        assertThat(LogSumExp.exp(-1e9f)).isLessThan(1e-37f);
        assertThat(LogSumExp.exp(0)).isEqualTo(1);
    }
}
