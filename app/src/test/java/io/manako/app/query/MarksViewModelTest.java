package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.search.SearchRequest;
import org.junit.jupiter.api.Test;

class MarksViewModelTest extends OpenQuery {
    @Test
    void aBoxIsAskedForWhileItIsDrawnAndIsOneStepOfTheHistory() {
        query.marks().toolProperty().set(Tool.BOX);
        query.marks().press(300, 200, 5, false);
        settle();
        query.marks().drag(200, 100);
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(200, 100, 100, 100));
        int before = session().requests.size();
        query.marks().drag(100, 50);
        settle();
        assertThat(session().requests.subList(before, session().requests.size()))
                .as("quick at first, and from near when the pointer rests")
                .extracting(SearchRequest::closeUp)
                .containsExactly(false, true);
        query.marks().drag(100, 50);
        worker.remove().run();
        assertThat(session().requests.getLast().closeUp()).isFalse();
        query.marks().release();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 50, 200, 150));
        assertThat(session().requests.getLast().closeUp())
                .as("looked at from near once it is drawn")
                .isTrue();

        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).isEmpty();
        assertThat(query.marks().canUndoProperty().get()).isFalse();
        query.marks().redo();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 50, 200, 150));
    }

    @Test
    void aClickWithTheBoxToolLeavesNothing() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(300, 200, 301, 201);
        assertThat(query.marks().canUndoProperty().get()).isFalse();
        assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();
    }

    @Test
    void aBoxDraggedBeyondThePhotoEndsAtItsEdge() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(700, 500, 5000, -900);
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(700, 0, 100, 500));
    }

    @Test
    void theToolStaysChosenFromMarkToMark() {
        query.marks().toolProperty().set(Tool.NEGATIVE);
        drag(10, 10, 10, 10);
        drag(20, 20, 20, 20);
        assertThat(query.marks().toolProperty().get()).isEqualTo(Tool.NEGATIVE);
        assertThat(session().requests.getLast().prompts())
                .containsExactly(new Point(10, 10, Polarity.NEGATIVE), new Point(20, 20, Polarity.NEGATIVE));
    }

    @Test
    void theOtherButtonSaysTheOpposite() {
        query.marks().toolProperty().set(Tool.POINT);
        query.marks().press(10, 10, 5, true);
        query.marks().release();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Point(10, 10, Polarity.NEGATIVE));
    }

    @Test
    void everyBrushStrokeIsOneUndoAndTheEraserTakesMarksAway() {
        query.marks().toolProperty().set(Tool.BRUSH);
        drag(100, 100, 300, 100);
        int first = painted();
        drag(100, 400, 300, 400);
        assertThat(painted()).isGreaterThan(first);
        query.marks().undo();
        settle();
        assertThat(painted()).isEqualTo(first);

        query.marks().toolProperty().set(Tool.POINT);
        drag(500, 500, 500, 500);
        query.marks().toolProperty().set(Tool.ERASER);
        drag(480, 500, 510, 500);
        assertThat(session().requests.getLast().prompts()).hasSize(1).first().isInstanceOf(Mask.class);
        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).contains(new Point(500, 500));
    }

    @Test
    void aStrokeThatPaintsNothingIsNoStep() {
        for (Tool tool : new Tool[] {Tool.BRUSH, Tool.LASSO, Tool.ERASER}) {
            query.marks().toolProperty().set(tool);
            query.marks().press(-300, 100, 5, false);
            query.marks().drag(-200, 300);
            query.marks().drag(-400, 200);
            query.marks().release();
            settle();
            assertThat(query.marks().canUndoProperty().get()).as(tool.name()).isFalse();
            assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();
        }
        assertThat(session().requests).hasSize(1);

        query.marks().toolProperty().set(Tool.BRUSH);
        drag(100, 100, 300, 100);
        query.marks().toolProperty().set(Tool.ERASER);
        drag(100, 400, 300, 400);
        query.marks().toolProperty().set(Tool.BRUSH);
        drag(150, 100, 250, 100);
        query.marks().undo();
        assertThat(query.marks().drawingProperty().get().isBlank())
                .as("what erases or paints nothing new is no step either")
                .isTrue();
    }

    private int painted() {
        return ((Mask) session().requests.getLast().prompts().getLast()).count();
    }

    @Test
    void clearIsAStepThatCanBeUndone() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(100, 100, 200, 200);
        query.marks().clear();
        settle();
        assertThat(session().requests.getLast().prompts()).isEmpty();
        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(1);
    }

    @Test
    void aCancelledStrokeNeverWas() {
        query.marks().toolProperty().set(Tool.BOX);
        query.marks().press(100, 100, 5, false);
        query.marks().drag(300, 300);
        query.marks().cancelStroke();
        query.marks().release();
        settle();
        assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();
        assertThat(query.marks().canUndoProperty().get()).isFalse();
    }

    @Test
    void aPointBesideThePhotoIsRefusedWithASentence() {
        query.marks().toolProperty().set(Tool.POINT);
        drag(-20, 10, -20, 10);
        assertThat(query.messageProperty().get().english()).contains("beside the photo");
        assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();
    }

    @Test
    void aBoxBesideThePhotoSaysSoAndABoxThatReachesIntoItDoesNot() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(-200, 10, -20, 90);
        assertThat(query.messageProperty().get().english()).contains("beside the photo");
        assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();
        drag(-20, 10, 60, 90);
        assertThat(query.messageProperty().get()).isNull();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(0, 10, 60, 80));
    }

    @Test
    void aTightenedBoxBecomesAMaskInOneStep() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        assertThat(query.marks().canTightenProperty().get()).isTrue();
        query.marks().tighten();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(1).first().isInstanceOf(Mask.class);
        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
    }

    @Test
    void aLassoIsOneUndo() {
        query.marks().toolProperty().set(Tool.LASSO);
        query.marks().press(100, 100, 5, false);
        query.marks().drag(300, 100);
        query.marks().drag(300, 300);
        query.marks().drag(100, 300);
        query.marks().release();
        settle();
        Mask mask = (Mask) session().requests.getLast().prompts().getFirst();
        double cell = Math.pow(800 / 384.0, 2);
        assertThat(mask.count() * cell).isBetween(200 * 200 * 0.95, 200 * 200 * 1.05);
        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).isEmpty();
        assertThat(query.marks().canUndoProperty().get()).isFalse();

        drag(10, 10, 12, 12); // encloses nothing
        assertThat(query.marks().canUndoProperty().get()).isFalse();
    }

    @Test
    void aBoxIsMovedByItsOutlineAndResizedByItsHandles() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        drag(100, 150, 150, 170); // the left side, beside its middle
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(150, 120, 200, 200));
        drag(350, 320, 400, 420); // the lower right corner
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(150, 120, 250, 300));
        drag(275, 120, 999, 20); // the middle of the upper side: only its height
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(150, 20, 250, 400));
        drag(150, 220, 500, 220); // the left side's middle, pulled over the right side
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(400, 20, 100, 400));
        drag(430, 20, 5000, 5000); // never out of the photo
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(700, 200, 100, 400));
        for (int i = 0; i < 5; i++) {
            query.marks().undo();
        }
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
    }

    @Test
    void aPointIsMovedAndAClickOnItLeavesItAsItIs() {
        query.marks().toolProperty().set(Tool.NEGATIVE);
        drag(100, 100, 100, 100);
        query.marks().toolProperty().set(Tool.POINT);
        drag(102, 100, 402, 300);
        assertThat(session().requests.getLast().prompts()).containsExactly(new Point(400, 300, Polarity.NEGATIVE));
        drag(401, 300, 401, 300);
        assertThat(session().requests.getLast().prompts()).hasSize(1);
        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Point(100, 100, Polarity.NEGATIVE));

        // The other button draws anew, wherever it is.
        query.marks().press(100, 100, 5, true);
        query.marks().release();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(2);
    }

    @Test
    void aMarkThatIsBeingMovedComesBackByEscape() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        query.marks().press(100, 150, 5, false);
        query.marks().drag(400, 400);
        query.marks().cancelStroke();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
    }
}
