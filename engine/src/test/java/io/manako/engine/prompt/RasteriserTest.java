package io.manako.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RasteriserTest {
    private static final Offset<Float> EXACT = within(1e-6f);
    private static final PatchGrid GRID = new PatchGrid(2, 4);
    private final Rasteriser rasteriser = new Rasteriser(0.1);

    private float[] rasterise(Prompt... prompts) {
        return rasteriser.rasterise(List.of(prompts), 400, 200, GRID);
    }

    @Test
    void aBoxCoversPatchesByTheirShare() {
        // Half of patch 1, all of patch 2 across; the upper three quarters of row 0.
        assertThat(rasterise(new Box(150, 25, 150, 75)))
                .containsExactly(new float[] {0, 0.5f, 1, 0, 0, 0, 0, 0}, EXACT);
    }

    @Test
    void aSmallBoxIsDividedByItsLargestShare() {
        // 10 x 10 pixels in patch 0 and 20 x 10 in patch 1.
        assertThat(rasterise(new Box(90, 40, 30, 10))).containsExactly(new float[] {0.5f, 1, 0, 0, 0, 0, 0, 0}, EXACT);
    }

    @Test
    void aBoxPartlyOutsideIsCut() {
        assertThat(rasterise(new Box(-500, -500, 550, 600)))
                .isEqualTo(rasterise(new Box(0, 0, 50, 100)))
                .containsExactly(new float[] {1, 0, 0, 0, 0, 0, 0, 0}, EXACT);
    }

    @Test
    void onAPartOfThePhotoAllMarksKeepTheirPlaces() {
        // The right upper quarter, whose patches are of 50 x 50 pixels.
        Box part = new Box(200, 0, 200, 100);
        assertThat(rasteriser.rasterise(List.of(new Box(250, 50, 75, 500)), 400, 200, part, GRID))
                .containsExactly(new float[] {0, 0, 0, 0, 0, 1, 0.5f, 0}, EXACT);
        boolean[] inside = new boolean[8 * 4];
        inside[5] = true;
        assertThat(rasteriser.rasterise(List.of(new Mask(8, 4, inside)), 400, 200, part, GRID))
                .containsExactly(new float[] {0, 1, 0, 0, 0, 0, 0, 0}, EXACT);
        assertThat(new Rasteriser(0).rasterise(List.of(new Point(399, 1)), 400, 200, part, GRID))
                .containsExactly(new float[] {0, 0, 0, 1, 0, 0, 0, 0}, EXACT);
        assertThat(new Rasteriser(0).union(List.of(new Point(199, 1)), 400, 200, part, GRID))
                .containsOnly(0);
    }

    @Test
    void boundsHoldAllThatIsMeantAndEndWithThePhoto() {
        boolean[] inside = new boolean[8 * 4];
        inside[8 + 2] = inside[2 * 8 + 3] = true;
        Mask mask = new Mask(8, 4, inside);
        assertThat(rasteriser.bounds(List.of(mask), 400, 200)).isEqualTo(new Box(100, 50, 100, 100));
        Point away = new Point(390, 190, Polarity.NEGATIVE);
        assertThat(rasteriser.bounds(List.of(mask, new Point(30, 190), away), 400, 200))
                .isEqualTo(new Box(10, 50, 190, 150));
        assertThat(rasteriser.bounds(List.of(new Box(-50, -50, 1000, 100)), 400, 200))
                .isEqualTo(new Box(0, 0, 400, 50));
    }

    @Test
    void aPhotoIsStretchedOntoTheGrid() {
        float[] wide = rasteriser.rasterise(List.of(new Box(100, 0, 100, 100)), 400, 200, GRID);
        float[] tall = rasteriser.rasterise(List.of(new Box(10, 0, 10, 400)), 40, 800, GRID);
        assertThat(wide).isEqualTo(tall);
    }

    @Test
    void aMaskCoversWhatItsCellsCover() {
        boolean[] inside = new boolean[8 * 4];
        inside[1] = inside[2] = true; // row 0: the right half of patch 0 and the left half of patch 1, upper half
        inside[2 * 8 + 7] = true; // row 2: a quarter of patch 7
        assertThat(rasterise(new Mask(8, 4, inside))).containsExactly(new float[] {1, 1, 0, 0, 0, 0, 0, 1}, EXACT);
        inside[3] = true;
        assertThat(rasterise(new Mask(8, 4, inside)))
                .containsExactly(new float[] {0.5f, 1, 0, 0, 0, 0, 0, 0.5f}, EXACT);
    }

    @Test
    void aMaskOfABoxEqualsTheBox() {
        boolean[] inside = new boolean[400 * 200];
        for (int y = 33; y < 120; y++) {
            for (int x = 77; x < 281; x++) {
                inside[y * 400 + x] = true;
            }
        }
        assertThat(rasterise(new Mask(400, 200, inside)))
                .containsExactly(rasterise(new Box(77, 33, 204, 87)), within(1e-4f));
    }

    @Test
    void aPointIsADiscInThePhoto() {
        // Radius 0.25 of 200 = 50 pixels around the corner of four patches: a quarter of the disc in each.
        float[] four = new Rasteriser(0.25).rasterise(List.of(new Point(200, 100)), 400, 200, GRID);
        // The patch that holds the point counts as covered, the other three as pi/4 * 50^2 / 100^2.
        float quarter = (float) (Math.PI / 16);
        assertThat(four).containsExactly(new float[] {0, quarter, quarter, 0, 0, quarter, 1, 0}, within(2e-3f));
    }

    @Test
    void aPointWithoutRadiusCoversItsPatch() {
        Rasteriser dots = new Rasteriser(0);
        assertThat(dots.rasterise(List.of(new Point(399, 1)), 400, 200, GRID)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
        assertThat(dots.rasterise(List.of(new Point(400, 200)), 400, 200, GRID))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void positiveMarksUnite() {
        assertThat(rasterise(new Box(0, 0, 100, 100), new Box(0, 0, 100, 50), new Box(300, 100, 50, 100)))
                .containsExactly(new float[] {1, 0, 0, 0, 0, 0, 0, 0.5f}, EXACT);
    }

    @Test
    void negativeMarksWinWhereTheyOverlap() {
        float[] m = rasterise(
                new Box(0, 0, 200, 100),
                new Box(100, 0, 200, 100, Polarity.NEGATIVE),
                new Box(0, 100, 50, 100, Polarity.NEGATIVE));
        assertThat(m).containsExactly(new float[] {1, -1, -1, 0, -0.5f, 0, 0, 0}, EXACT);
    }

    @Test
    void aPatchHalfNegativeKeepsItsOtherHalf() {
        // Patch 0 is fully positive and half negative: half of it stays, and the other half counts against it.
        float[] m = rasterise(
                new Box(0, 0, 200, 100),
                new Box(0, 0, 50, 100, Polarity.NEGATIVE),
                new Box(300, 0, 100, 100, Polarity.NEGATIVE));
        assertThat(m).containsExactly(new float[] {0, 1, 0, -1, 0, 0, 0, 0}, EXACT);
    }

    @Test
    void noMarksAreZeros() {
        assertThat(rasterise()).containsOnly(0f).hasSize(8);
    }

    @Test
    void marksOutsideThePhotoAreRefused() {
        assertThatThrownBy(() -> rasterise(new Box(400, 0, 10, 10)))
                .isInstanceOf(PromptException.class)
                .hasMessage("The box 400, 0, 10, 10 lies outside the photo, which has 400 x 200 pixels: "
                        + "coordinates are photo pixels from the top left corner.");
        assertThatThrownBy(() -> rasterise(new Box(-20.5, 0, 20.5, 10))).isInstanceOf(PromptException.class);
        assertThatThrownBy(() -> rasterise(new Box(0, 0, 9, 9), new Point(0, 200.5, Polarity.NEGATIVE)))
                .isInstanceOf(PromptException.class)
                .hasMessageStartingWith("The point 0, 200.5 lies outside the photo");
        assertThatThrownBy(() -> rasterise(new Box(-1e308, 0, 10, 10)))
                .hasMessageStartingWith("The box -1.0E308, 0, 10, 10 lies");
    }

    @Test
    void marksThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> rasterise(new Mask(4, 2, new boolean[8])))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("mask is empty");
        assertThatThrownBy(() -> rasterise(new Point(5, 5, Polarity.NEGATIVE)))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("add one that says what to look for");
        assertThatThrownBy(() -> rasterise(new Box(0, 0, 50, 50), new Box(0, 0, 100, 100, Polarity.NEGATIVE)))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("nothing is left");
    }
}
