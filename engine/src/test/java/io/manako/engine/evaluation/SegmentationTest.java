package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.prompt.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static String drawn(Mask mask) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < mask.inside().length; i++) {
            rows.append(mask.inside()[i] ? '#' : '.');
            if ((i + 1) % mask.width() == 0) {
                rows.append('\n');
            }
        }
        return rows.toString();
    }

    @Test
    void aPolygonMarksThePixelsWhoseCentreItHolds() {
        Segmentation square = new Segmentation.Polygons(List.of(new double[] {1, 1, 4, 1, 4, 3, 1, 3}));
        assertThat(drawn(square.toMask(6, 4))).isEqualTo("""
                ......
                .###..
                .###..
                ......
                """);
    }

    @Test
    void polygonsUnite() {
        Segmentation two = new Segmentation.Polygons(
                List.of(new double[] {0.2, 0.2, 2.2, 0.2, 0.2, 2.2}, new double[] {3.2, 1.2, 3.8, 1.2, 3.8, 1.8}));
        assertThat(drawn(two.toMask(4, 2))).isEqualTo("""
                ##..
                #..#
                """);
    }

    @Test
    void aPolygonOutsideThePhotoIsCut() {
        Segmentation beyond = new Segmentation.Polygons(List.of(new double[] {2.2, -5, 50, -5, 50, 50, 2.2, 50}));
        assertThat(drawn(beyond.toMask(4, 2))).isEqualTo("..##\n..##\n");
    }

    @Test
    void aPolygonThinnerThanAPixelMarksItsCorners() {
        Segmentation thin = new Segmentation.Polygons(List.of(new double[] {0.1, 0.1, 3.2, 0.1, 3.2, 0.2}));
        assertThat(drawn(thin.toMask(4, 2))).isEqualTo("#..#\n....\n");
    }

    @Test
    void runsGoDownTheColumns() {
        // 3 outside, 4 inside, 2 outside, in columns of three.
        Segmentation runs = new Segmentation.RunLengths(3, 3, new int[] {3, 4, 2});
        assertThat(drawn(runs.toMask(3, 3))).isEqualTo(".##\n.#.\n.#.\n");
    }

    @Test
    void compressedRunsEqualTheirCounts() {
        // As pycocotools writes them: 5, 3 and 40 as they are, then 2 less 3 and 50 less 40.
        assertThat(Segmentation.RunLengths.decompress(10, 10, "53X1O:").counts())
                .containsExactly(5, 3, 40, 2, 50);
    }

    @Test
    void runsMustFillTheMask() {
        assertThatThrownBy(() -> new Segmentation.RunLengths(2, 2, new int[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not add up");
        assertThatThrownBy(() -> new Segmentation.RunLengths(2, 2, new int[] {-1, 5}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Segmentation.RunLengths.decompress(2, 2, "o"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut off");
    }
}
