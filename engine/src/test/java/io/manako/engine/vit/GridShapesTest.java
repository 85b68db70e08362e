package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.PatchGrid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridShapesTest {
    @ParameterizedTest
    @CsvSource({
        "500, 500, 14, 14",
        "640, 480, 12, 16",
        "480, 640, 16, 12",
        "640, 427, 12, 18",
        "427, 640, 18, 12",
        "1920, 1080, 10, 18",
        "1080, 1920, 18, 10",
        "9000, 100, 10, 18",
        "1, 1, 14, 14"
    })
    void photosKeepTheirAspectOnAboutTheSameNumberOfPatches(int width, int height, int rows, int columns) {
        assertThat(GridShapes.nearest(width, height, 14, 2)).isEqualTo(new PatchGrid(rows, columns));
    }
}
