package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.StringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class HintTest {
    private Button above;
    private Button below;
    private StringProperty text;

    @Start
    void start(Stage stage) {
        above = new Button("above");
        below = new Button("below");
        text = Hint.on(above);
        stage.setScene(new Scene(new VBox(60, above, below), 300, 200));
        stage.show();
    }

    /** Texts of the tooltips on the screen. */
    private static List<String> shown() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Tooltip && window.isShowing())
                .map(window -> ((Tooltip) window).getText())
                .toList();
    }

    private static void until(List<String> tooltips) throws Exception {
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(HintTest::shown).get().equals(tooltips));
    }

    @Test
    @Timeout(60)
    void itsTextIsShownWhereThePointerRests(FxRobot robot) throws Exception {
        robot.interact(() -> text.set("what it does"));
        assertThat(above.getAccessibleHelp()).isEqualTo("what it does");
        robot.moveTo(above);
        until(List.of("what it does"));
        robot.moveTo(below);
        until(List.of());
        robot.interact(() -> text.set("something else"));
        robot.moveTo(above);
        until(List.of("something else"));
    }

    @Test
    @Timeout(60)
    void whereThereIsNoTextThereIsNoTooltip(FxRobot robot) throws Exception {
        robot.moveTo(above);
        robot.interact(() -> Hint.on(below, "here"));
        robot.moveTo(below);
        until(List.of("here")); // longer than a tooltip of the other would have taken
        System.gc(); // what listens to the text must not go with the garbage
        robot.interact(() -> text.set("late"));
        robot.moveTo(above);
        until(List.of("late"));
        robot.interact(() -> text.set(""));
        robot.moveTo(below);
        until(List.of("here"));
        robot.moveTo(above);
        WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS); // a tooltip comes after one
        until(List.of());
    }
}
