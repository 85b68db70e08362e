package io.manako.engine.msba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.prompt.PatchGrid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowLayoutTest {
    @Test
    void threeScalesMake35Windows() {
        assertThat(WindowLayout.MULTI_SCALE.size()).isEqualTo(35);
        assertThat(box(0)).containsExactly(0, 0, 1, 1);
        assertThat(box(1)).containsExactly(0, 0, 0.5f, 0.5f);
        assertThat(box(5)).containsExactly(0.25f, 0.25f, 0.5f, 0.5f);
        assertThat(box(9)).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
        assertThat(box(11)).containsExactly(new float[] {1 / 6f, 0, 1 / 3f, 1 / 3f}, within(1e-6f));
        assertThat(box(34)).containsExactly(new float[] {2 / 3f, 2 / 3f, 1 / 3f, 1 / 3f}, within(1e-6f));
    }

    private static float[] box(int window) {
        return Arrays.copyOfRange(WindowLayout.MULTI_SCALE.boxes(), 4 * window, 4 * window + 4);
    }

    @Test
    void aRegionIsTheShareOfEachPatch() {
        float[][] regions = WindowLayout.MULTI_SCALE.regions(new PatchGrid(4, 3));
        assertThat(regions[0]).hasSize(12).containsOnly(1f);
        // The upper middle half: rows 0 and 1, columns 0.75 to 2.25, that is a quarter, all and a quarter.
        assertThat(regions[2])
                .containsExactly(new float[] {0.25f, 1, 0.25f, 0.25f, 1, 0.25f, 0, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void regionsAreDividedByTheirLargestShare() {
        // On a single patch each window covers a part of it, and all of it is the best there is.
        for (float[] region : WindowLayout.MULTI_SCALE.regions(new PatchGrid(1, 1))) {
            assertThat(region).containsExactly(1f);
        }
    }
}
