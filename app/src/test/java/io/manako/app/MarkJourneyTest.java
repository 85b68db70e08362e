package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Marking a thing: points, brush, lasso and handles, each with undo and redo. */
class MarkJourneyTest extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void pointsAndBrushWithUndoAndRedo(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 2);
        openFirstPhoto(robot);

        robot.type(KeyCode.P);
        robot.clickOn(at(robot, 80, 100));
        robot.clickOn(at(robot, 90, 110));
        untilAsked(2);
        robot.type(KeyCode.N);
        robot.clickOn(at(robot, 240, 120));
        untilAsked(3);
        robot.type(KeyCode.R);
        drag(robot, 50, 100, 110, 100);
        untilAsked(4);
        drag(robot, 50, 120, 110, 120);
        assertThat(marks()).isEqualTo(5);

        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        untilAsked(3);
        assertThat(marks()).isEqualTo(3);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Y).release(KeyCode.SHORTCUT);
        untilAsked(4);
        robot.clickOn("#undo");
        robot.clickOn("#undo");
        untilAsked(2);

        // Only "not this" is left: the engine's sentence is shown instead of results.
        robot.clickOn("#undo").clickOn("#undo");
        robot.clickOn("#tool-negative");
        robot.clickOn(at(robot, 240, 120));
        until(() -> desktop.query().messageProperty().get() != null);
        assertThat(robot.lookup("#query-message").queryAs(Node.class).isVisible())
                .isTrue();
        assertThat(desktop.results().hits()).isEmpty();

        // Marks stay where they are in the photo at another zoom.
        robot.type(KeyCode.DELETE);
        robot.clickOn("#zoom-in").clickOn("#zoom-in");
        robot.type(KeyCode.B);
        drag(robot, 130, 90, 180, 140);
        untilAsked(1);
        Box box =
                (Box) desktop.query().answerProperty().get().request().prompts().getFirst();
        assertThat(box.iou(new Box(130, 90, 50, 50))).isGreaterThan(0.95);

        // The same without a mouse: arrow keys move a cross, Enter puts the tool down and lifts it.
        robot.type(KeyCode.DELETE);
        robot.interact(() -> robot.lookup("#query-canvas").queryAs(Node.class).requestFocus());
        robot.type(KeyCode.LEFT, 2)
                .type(KeyCode.ENTER)
                .type(KeyCode.RIGHT, 5)
                .type(KeyCode.DOWN, 5)
                .type(KeyCode.ENTER);
        untilAsked(1);
        assertThat(marks()).isEqualTo(1);
    }

    @Test
    void lassoAndHandlesWithUndo(FxRobot robot) throws Exception {
        Path one = scene("one.png", Color.RED, Color.BLUE);
        Path two = scene("two.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 2);
        robot.interact(() -> desktop.open(one));
        until(() -> desktop.query().answerProperty().get() != null);

        robot.type(KeyCode.L);
        robot.moveTo(at(robot, 205, 85))
                .press(MouseButton.PRIMARY)
                .moveTo(at(robot, 275, 85))
                .moveTo(at(robot, 275, 155))
                .moveTo(at(robot, 205, 155))
                .release(MouseButton.PRIMARY);
        untilAsked(1);
        assertThat(desktop.query().answerProperty().get().request().prompts().getFirst())
                .isInstanceOf(Mask.class);
        assertThat(marks()).isEqualTo(1);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        untilAsked(0);

        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        drag(robot, 45, 85, 205, 105); // by its left side
        untilAsked(1);
        assertThat(marks()).isEqualTo(1);
        until(() -> box().iou(new Box(205, 85, 70, 70)) > 0.9);
        robot.clickOn("#undo");
        until(() -> box().iou(new Box(45, 65, 70, 70)) > 0.9);

        // Another photo and back: the box is still there.
        robot.interact(() -> desktop.open(two));
        until(() -> desktop.query().sessionProperty().get().path().equals(two));
        assertThat(marks()).isZero();
        robot.interact(() -> desktop.open(one));
        until(() -> desktop.query().sessionProperty().get().path().equals(one));
        assertThat(marks()).isEqualTo(1);
    }
}
