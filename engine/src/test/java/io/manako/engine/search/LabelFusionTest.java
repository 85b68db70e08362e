package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.vector.TopK.Ranked;
import org.junit.jupiter.api.Test;

class LabelFusionTest {
    private static final float[] LOOKS = {0.9f, 0.5f, 0.7f, 0.1f};

    @Test
    void withoutLabelsLooksAloneCount() {
        assertThat(LabelFusion.order(LOOKS, SideInformation.Labels.NONE))
                .extracting(Ranked::item)
                .containsExactly(0, 2, 1, 3);
        assertThat(LabelFusion.order(new float[0], SideInformation.Labels.NONE)).isEmpty();
    }

    @Test
    void labelsHaveAsMuchSayWhateverTheirUnit() {
        // In standard deviations the second photo is half a one below the mean by looks and far above it by labels.
        SideInformation.Labels labels = full(0, 300, 0, 0);
        assertThat(LabelFusion.order(LOOKS, labels)).extracting(Ranked::item).containsExactly(1, 0, 2, 3);
        assertThat(LabelFusion.order(LOOKS, full(0, 3e-3f, 0, 0))).isEqualTo(LabelFusion.order(LOOKS, labels));
    }

    @Test
    void scoresKeepTheirMeaning() {
        assertThat(LabelFusion.order(LOOKS, full(0, 300, 0, 0)))
                .extracting(Ranked::score)
                .containsExactly(0.9f, 0.7f, 0.5f, 0.1f);
    }

    @Test
    void labelsThatTellNothingApartChangeNothing() {
        assertThat(LabelFusion.order(LOOKS, full(2, 2, 2, 2)))
                .isEqualTo(LabelFusion.order(LOOKS, SideInformation.Labels.NONE));
    }

    @Test
    void labelsThatHaveNothingToSayOfTheThingChangeNothing() {
        float[] scores = {0, 300, 0, 0};
        assertThat(LabelFusion.order(LOOKS, new SideInformation.Labels(scores, 0)))
                .isEqualTo(LabelFusion.order(LOOKS, SideInformation.Labels.NONE));
        assertThat(LabelFusion.order(LOOKS, new SideInformation.Labels(scores, 0.3f)))
                .extracting(Ranked::item)
                .containsExactly(0, 1, 2, 3);
    }

    private static SideInformation.Labels full(float... scores) {
        return new SideInformation.Labels(scores, 1);
    }
}
