package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Hit;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Words of photos, words that are suggested, and collections. */
class CurateJourneyTest extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    private ListView<?> threePhotosAndTheFirstAsked(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        scene("three.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME);
        return grid;
    }

    private static void shortcut(FxRobot robot, KeyCode key) {
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(key).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
    }

    private static void dialog(FxRobot robot, String field) throws Exception {
        until(() -> robot.lookup(field).tryQuery().isPresent());
        robot.targetWindow(robot.lookup(field).query().getScene().getWindow());
    }

    private static List<String> chips(FxRobot robot, String pane) {
        return robot.lookup(pane + " .tag-chip").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    @Test
    void collectTwoResultsAndLookAtThem(FxRobot robot) throws Exception {
        ListView<?> grid = threePhotosAndTheFirstAsked(robot);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        List<PhotoId> chosen = desktop.results().chosen().stream().map(Hit::id).toList();
        assertThat(chosen).hasSize(2);

        shortcut(robot, KeyCode.N);
        dialog(robot, "#collection-name");
        robot.write("trip").type(KeyCode.ENTER);
        until(() -> gallery.collections().all().equals(List.of(new CollectionCount(new CollectionName("trip"), 2))));
        ListView<?> known = robot.lookup("#collection-list").queryListView();
        until(() -> known.getSelectionModel().getSelectedIndex() == 0);
        robot.interact(known::requestFocus);
        robot.press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
        until(() -> gallery.collections().all().getFirst().photos() == 0);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        until(() -> gallery.collections().all().getFirst().photos() == 2);
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#collections-dialog").tryQuery().isEmpty());
        robot.targetWindow(grid.getScene().getWindow());

        TreeView<?> tree = robot.lookup("#facet-tree").queryAs(TreeView.class);
        until(() -> tree.getExpandedItemCount() > 1);
        robot.interact(() -> tree.getSelectionModel().select(1)); // below the heading
        until(() -> desktop.library().photos().size() == 2);
        assertThat(desktop.library().photos())
                .extracting(photo -> photo.id())
                .containsExactlyInAnyOrderElementsOf(chosen);
        TagName lamp = new TagName("lamp");
        robot.interact(() -> {
            desktop.curation().tags().apply(TagEdit.of(chosen.subList(0, 1), List.of(lamp), List.of()));
            tree.requestFocus();
        });
        until(() -> tree.getExpandedItemCount() == 4);
        robot.type(KeyCode.DOWN); // onto the heading of the tags, which asks for nothing
        until(() -> desktop.library().photos().size() == 3);
        robot.type(KeyCode.DOWN);
        until(() -> desktop.library().photos().size() == 1);
        assertThat(desktop.notices().faults().shownProperty().get()).isNull();
        robot.type(KeyCode.ESCAPE);
        until(() -> desktop.library().photos().size() == 3);
    }

    @Test
    void addAWordTakeOneOutAndAskForASuggestedOne(FxRobot robot) throws Exception {
        ListView<?> grid = threePhotosAndTheFirstAsked(robot);
        Hit hit = desktop.results().selectedProperty().get();
        gallery.notes.captions.put(hit.id(), "A red chair");
        shortcut(robot, KeyCode.K);
        dialog(robot, "#photo-words-typed");
        until(() -> chips(robot, "#photo-words").equals(List.of("A", "red", "chair")));
        robot.write("cosy").type(KeyCode.ENTER);
        until(() -> chips(robot, "#photo-words").equals(List.of("cosy", "A", "red", "chair")));
        robot.write("chair").press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
        until(() -> chips(robot, "#photo-words").equals(List.of("cosy", "A", "red", "chair"))
                && robot.lookup("#photo-words .word-taken-out").tryQuery().isPresent());
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#photo-words .word-taken-out").tryQuery().isEmpty());
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#photo-words-dialog").tryQuery().isEmpty());
        robot.targetWindow(grid.getScene().getWindow());

        gallery.notes.suggested = List.of("two", "three");
        robot.press(KeyCode.SHORTCUT).type(KeyCode.K).release(KeyCode.SHORTCUT);
        robot.write("png");
        until(() -> chips(robot, "#suggested-words").equals(List.of("two", "three")));
        robot.type(KeyCode.DOWN);
        Node first = robot.lookup("#suggested-words .tag-chip").query();
        until(first::isFocused);
        robot.type(KeyCode.SPACE);
        until(() -> robot.lookup("#results-words")
                .queryAs(TextInputControl.class)
                .getText()
                .equals("png two"));
        until(() -> chips(robot, "#suggested-words").equals(List.of("three")));
    }
}
