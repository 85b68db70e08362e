package io.manako.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimdTest {
    /** Lengths around the lanes of every machine: none, less than a vector, whole vectors, and with a rest. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 16, 31, 32, 33, 64, 100, 192, 384, 385})
    void dotProductsEqualThePlainLoop(int n) {
        Random random = new Random(n);
        float[] a = new float[n];
        float[] b = new float[n];
        byte[] bytes = new byte[n + 5];
        random.nextBytes(bytes);
        double floats = 0;
        double mixed = 0;
        for (int i = 0; i < n; i++) {
            a[i] = random.nextFloat() - 0.5f;
            b[i] = random.nextFloat() - 0.5f;
            floats += (double) a[i] * b[i];
            mixed += (double) a[i] * bytes[5 + i];
        }
        assertThat(Simd.dot(a, b)).isCloseTo((float) floats, within(1e-4f));
        assertThat(Simd.dot(a, bytes, 5)).isCloseTo((float) mixed, within(1e-2f));
    }
}
