package io.manako.engine.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {
    @Test
    void findsTheEndOfRosenbrocksValley() {
        double[] found = Lbfgs.minimise(new double[] {-1.2, 1}, 200, (x, gradient) -> {
            double bend = x[1] - x[0] * x[0];
            gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0]);
            gradient[1] = 200 * bend;
            return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
        });
        assertThat(found[0]).isCloseTo(1, within(1e-3));
        assertThat(found[1]).isCloseTo(1, within(1e-3));
    }

    @Test
    void aValleyWithoutEndStopsAfterTheIterations() {
        double[] found = Lbfgs.minimise(new double[] {0}, 5, (x, gradient) -> {
            gradient[0] = -1;
            return -x[0];
        });
        assertThat(found[0]).isPositive();
    }
}
