package io.manako.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Int8VectorsTest {
    @Test
    void aVectorIsScaledByItsLargestMagnitude() {
        Int8Vectors vectors = Int8Vectors.quantise(new float[][] {{0.5f, -1, 0.25f}, {0, 0, 0}, {0, 3, 0}});
        assertThat(vectors.count()).isEqualTo(3);
        assertThat(vectors.values()).containsExactly(64, -127, 32, 0, 0, 0, 0, 127, 0);
        assertThat(vectors.scales()).containsExactly(1 / 127f, 0, 3 / 127f);
    }

    @Test
    void dotProductsOfUnitVectorsStayWithinAThousandthOrTwo() {
        Random random = new Random(1);
        float[][] vectors = new float[20][192];
        for (float[] vector : vectors) {
            double square = 0;
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian();
                square += vector[d] * vector[d];
            }
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= (float) Math.sqrt(square);
            }
        }
        float[] dots = new float[20];
        Int8Vectors.quantise(vectors).dots(vectors[7], dots);
        for (int w = 0; w < dots.length; w++) {
            assertThat(dots[w]).isCloseTo(Simd.dot(vectors[7], vectors[w]), within(0.003f));
        }
    }

    @Test
    void theNearestIsTheFirstOfEquals() {
        Int8Vectors vectors = Int8Vectors.quantise(new float[][] {{1, 0}, {0, 1}, {0, 1}});
        assertThat(vectors.nearest(new float[] {0.1f, 0.2f})).isEqualTo(1);
        assertThat(vectors.nearest(new float[] {0.3f, 0.2f})).isZero();
    }

    @Test
    void numbersMustBeFinite() {
        assertThatThrownBy(() -> Int8Vectors.quantise(new float[][] {{1, Float.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Int8Vectors(3, new byte[5], new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
