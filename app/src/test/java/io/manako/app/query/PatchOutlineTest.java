package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.query.PatchOutline.Line;
import io.manako.engine.prompt.PatchGrid;
import org.junit.jupiter.api.Test;

class PatchOutlineTest {
    private static final PatchGrid GRID = new PatchGrid(3, 4);

    @Test
    void aBlockOfPatchesHasFourSides() {
        float[] region = new float[12];
        region[5] = 1;
        region[6] = 0.6f;
        region[9] = 0.4f; // less than half: not part of it
        assertThat(PatchOutline.of(GRID, region, 1))
                .containsExactlyInAnyOrder(
                        new Line(1, 1, 3, 1), new Line(1, 2, 3, 2), new Line(1, 1, 1, 2), new Line(3, 1, 3, 2));
        assertThat(PatchOutline.of(GRID, region, -1)).isEmpty();
    }

    @Test
    void thePhotosBorderIsPartOfTheOutline() {
        float[] region = new float[12];
        java.util.Arrays.fill(region, -1);
        assertThat(PatchOutline.of(GRID, region, -1))
                .containsExactlyInAnyOrder(
                        new Line(0, 0, 4, 0), new Line(0, 3, 4, 3), new Line(0, 0, 0, 3), new Line(4, 0, 4, 3));
    }

    @Test
    void noMarkNoOutline() {
        assertThat(PatchOutline.of(GRID, new float[12], 1)).isEmpty();
    }
}
