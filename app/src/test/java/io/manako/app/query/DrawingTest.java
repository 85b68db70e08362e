package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final Drawing BLANK = Drawing.blank(800, 600);

    private static Mark.Stroke stroke(boolean erases, double radius, double... xy) {
        return new Mark.Stroke(xy, radius, erases ? null : Polarity.POSITIVE);
    }

    @Test
    void pointsAndBoxesBecomePromptsInPhotoPixels() {
        Drawing drawing = BLANK.plus(new Mark.Dot(10, 20, Polarity.NEGATIVE))
                .plus(new Mark.Frame(100, 200, 50, 60, Polarity.POSITIVE));
        assertThat(drawing.prompts()).containsExactly(new Point(10, 20, Polarity.NEGATIVE), new Box(100, 200, 50, 60));
        assertThat(BLANK.isBlank()).isTrue();
    }

    @Test
    void aBrushLineIsAMaskOfThePhotosAspectAndOfItsWidth() {
        Drawing drawing = BLANK.plus(stroke(false, 50, 200, 300, 600, 300));
        Mask mask = (Mask) drawing.prompts().getFirst();
        assertThat(mask.width()).isEqualTo(384);
        assertThat(mask.height()).isEqualTo(288);
        // 400 x 100 pixels and two half discs, on cells of 800/384 pixels.
        double cell = Math.pow(800 / 384.0, 2);
        double area = 400 * 100 + Math.PI * 50 * 50;
        assertThat(mask.count() * cell).isBetween(area * 0.97, area * 1.03);
        assertThat(mask.inside()[144 * 384 + 192]).isTrue();
        assertThat(mask.inside()[100 * 384 + 192]).isFalse();
    }

    @Test
    void theEraserTakesPaintAwayAndAnEmptyPaintingIsNoPrompt() {
        Drawing painted = BLANK.plus(stroke(false, 30, 400, 300));
        assertThat(painted.prompts()).hasSize(1);
        assertThat(painted.plus(stroke(true, 60, 400, 300)).prompts()).isEmpty();
        assertThat(painted.prompts()).as("an older drawing stays as it was").hasSize(1);
    }

    @Test
    void theFinestBrushStillMarksSomething() {
        assertThat(BLANK.plus(stroke(false, 0.1, 400, 300)).prompts()).hasSize(1);
        assertThat(Drawing.blank(1, 1).plus(stroke(false, 0.1, 0.5, 0.5)).prompts())
                .hasSize(1);
    }

    @Test
    void aPointAndABoxOutlineAreTouchedButNotABoxsInside() {
        Drawing drawing = BLANK.plus(new Mark.Dot(10, 20, Polarity.POSITIVE))
                .plus(new Mark.Frame(100, 100, 200, 200, Polarity.POSITIVE));
        assertThat(drawing.touched(12, 20, 5)).containsExactly(0);
        assertThat(drawing.touched(303, 150, 5)).containsExactly(1);
        assertThat(drawing.touched(98, 98, 5)).containsExactly(1);
        assertThat(drawing.touched(200, 200, 5)).isEmpty();
        assertThat(drawing.without(Set.of(1)).prompts()).containsExactly(new Point(10, 20));
    }

    @Test
    void aLassoMarksWhatItEnclosesAndABowTieItsTwoHalves() {
        Drawing square =
                BLANK.plus(new Mark.Lasso(new double[] {200, 100, 600, 100, 600, 500, 200, 500}, Polarity.POSITIVE));
        Mask mask = (Mask) square.prompts().getFirst();
        double cell = Math.pow(800 / 384.0, 2);
        assertThat(mask.count() * cell).isBetween(400 * 400 * 0.98, 400 * 400 * 1.02);
        assertThat(mask.inside()[144 * 384 + 192]).isTrue();
        assertThat(mask.inside()[144 * 384 + 50]).isFalse();

        Drawing bow =
                BLANK.plus(new Mark.Lasso(new double[] {200, 100, 600, 500, 600, 100, 200, 500}, Polarity.POSITIVE));
        assertThat(((Mask) bow.prompts().getFirst()).count())
                .isBetween(mask.count() * 48 / 100, mask.count() * 52 / 100);
    }

    @Test
    void aLassoBeyondThePhotoEndsAtItsEdge() {
        Drawing all = BLANK.plus(
                new Mark.Lasso(new double[] {-500, -500, 5000, -500, 5000, 5000, -500, 5000}, Polarity.POSITIVE));
        assertThat(((Mask) all.prompts().getFirst()).count()).isEqualTo(384 * 288);
    }

    @Test
    void whatIsPaintedAsNotMeantIsAMaskOfItsOwnAndTheLaterPaintHolds() {
        Drawing drawing = BLANK.plus(stroke(false, 50, 200, 300, 600, 300))
                .plus(new Mark.Stroke(new double[] {600, 300}, 60, Polarity.NEGATIVE));
        assertThat(drawing.prompts()).extracting(Object::getClass).containsExactly(Mask.class, Mask.class);
        Mask meant = (Mask) drawing.prompts().getFirst();
        Mask notMeant = (Mask) drawing.prompts().getLast();
        assertThat(meant.polarity()).isEqualTo(Polarity.POSITIVE);
        assertThat(notMeant.polarity()).isEqualTo(Polarity.NEGATIVE);
        for (int i = 0; i < meant.inside().length; i++) {
            assertThat(meant.inside()[i] && notMeant.inside()[i]).isFalse();
        }
    }
}
