package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.vit.ScoreBands.Band;
import org.junit.jupiter.api.Test;

class ScoreBandsTest {
    @Test
    void aScoreAtACutBelongsAboveIt() {
        ScoreBands bands = new ScoreBands(0.9f, 0.7f);
        assertThat(bands.of(0.9f)).isEqualTo(Band.STRONG);
        assertThat(bands.of(0.89f)).isEqualTo(Band.FAIR);
        assertThat(bands.of(0.7f)).isEqualTo(Band.FAIR);
        assertThat(bands.of(-1)).isEqualTo(Band.WEAK);
    }

    @Test
    void cutsComeInTheirOrder() {
        assertThatThrownBy(() -> new ScoreBands(0.7f, 0.9f)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScoreBands(Float.NaN, 0.9f)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEmbeddedModelHasBandsAsItIsMeasuredAndNoneOtherwise() throws Exception {
        try (LoadedWeights standard = LoadedWeights.embedded(false, 0);
                LoadedWeights same =
                        LoadedWeights.embedded(false, standard.descriptor().side());
                LoadedWeights stretched = LoadedWeights.embedded(true, 0);
                LoadedWeights small = LoadedWeights.embedded(false, 224)) {
            assertThat(standard.bands()).isNotNull();
            assertThat(same.bands()).isEqualTo(standard.bands());
            assertThat(stretched.bands()).isNull();
            assertThat(small.bands()).isNull();
        }
    }
}
