package io.manako.engine.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.vector.Simd;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrototypeTest {
    private static final float[] DOG = {0, 0, 0, 1};
    private static final float[] LIKE_DOG = {0, 0, 0.6f, 0.8f};
    private static final float[] SOFA = {1, 0, 0, 0};
    private static final float[] LAMP = {0, 1, 0, 0};

    @Test
    void whatAllPhotosShowIsFoundAmongWhatEachShowsBesides() {
        float[] common = Prototype.of(List.of(new float[][] {SOFA, DOG}, new float[][] {LIKE_DOG, LAMP}, new float[][] {
                    new float[] {0, 0, 1, 0}, DOG
                }))
                .orElseThrow();
        assertThat(Simd.dot(common, DOG)).isGreaterThan(0.95f);
        assertThat(common[0]).isZero();
        assertThat(common[1]).isZero();
        assertThat(Simd.dot(common, common)).isCloseTo(1, within(1e-5f));
    }

    @Test
    void aKnownPlaceLeadsTheChoice() {
        // The other two have a sofa in common, but what is meant is known of the first.
        List<float[][]> others = List.of(new float[][] {SOFA, DOG}, new float[][] {SOFA, LIKE_DOG});
        assertThat(Prototype.of(others).orElseThrow()[0]).isOne();
        float[] common = Prototype.of(List.of(new float[][] {DOG}, others.get(0), others.get(1)))
                .orElseThrow();
        assertThat(common[0]).isZero();
        assertThat(common[3]).isGreaterThan(0.9f);
    }

    @Test
    void nothingIsCommonToNoPhotosAndToOpposites() {
        assertThat(Prototype.of(List.of())).isEmpty();
        assertThat(Prototype.of(List.of(new float[][] {DOG}, new float[][] {{0, 0, 0, -1}})))
                .isEmpty();
    }
}
