package io.manako.app.heat;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.PatchGrid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final PatchGrid GRID = new PatchGrid(3, 4);

    @Test
    void heatGrowsInLightness() {
        double last = -1;
        for (int i = 0; i <= 20; i++) {
            double lightness = lightness(HeatMap.colour(i / 20.0));
            assertThat(lightness).isGreaterThan(last);
            last = lightness;
        }
    }

    @Test
    void anOverlayIsClearWhereThereIsNoAttention() {
        float[] values = new float[GRID.patches()];
        values[0] = 0.02f;
        int[] overlay = HeatMap.overlay(GRID, values, 400, 300, 0.5);

        assertThat(overlay[10 * 400 + 10] >>> 24).isBetween(120, 128);
        assertThat(overlay[290 * 400 + 390] >>> 24).isZero();
    }

    @Test
    void aMapOfNothingIsClear() {
        int[] overlay = HeatMap.overlay(GRID, new float[GRID.patches()], 8, 6, 1);
        assertThat(Arrays.stream(overlay).map(argb -> argb >>> 24)).containsOnly(0);
    }

    @Test
    void squaresAreOpaqueAndOneForEachPatch() {
        float[] values = new float[GRID.patches()];
        values[5] = 3; // row 1, column 1
        int[] squares = HeatMap.squares(GRID, values, 40, 30);

        assertThat(squares[15 * 40 + 15]).isEqualTo(0xff << 24 | HeatMap.colour(1));
        assertThat(squares[15 * 40 + 25]).isEqualTo(0xff << 24 | HeatMap.colour(0));
    }

    private static double lightness(int rgb) {
        return 0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
    }
}
