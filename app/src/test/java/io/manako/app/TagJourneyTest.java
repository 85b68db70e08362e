package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.query.Tool;
import io.manako.app.results.HitOrder;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Hit;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Tags, given to hits and arranged in the tree. */
class TagJourneyTest extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void tagTwoHitsAndFilterByTheTag(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        scene("three.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME).press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        List<PhotoId> chosen = desktop.results().chosen().stream().map(Hit::id).toList();
        assertThat(chosen).hasSize(2);

        robot.press(KeyCode.SHORTCUT).type(KeyCode.T).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#tag-name").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#tag-name").query().getScene().getWindow());
        robot.write("Lmap").type(KeyCode.ENTER);
        until(() -> desktop.curation().tags().of(chosen.getLast()).equals(List.of(new TagName("Lmap"))));
        robot.write("lm").type(KeyCode.DOWN);
        ListView<?> known = robot.lookup("#tag-completions").queryListView();
        until(() -> known.getSelectionModel().getSelectedItem() != null);
        robot.clickOn("#tag-name").eraseText(2);
        Node chip = robot.lookup("#tag-borne .tag-chip").query();
        robot.interact(chip::requestFocus);
        robot.type(KeyCode.F2);
        until(() -> robot.lookup("#tag-new-name").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#tag-new-name").query().getScene().getWindow());
        robot.clickOn("#tag-new-name").eraseText(4).write("Lamp").type(KeyCode.ENTER);
        until(() -> robot.lookup("#tag-rename-dialog").tryQuery().isEmpty());
        robot.targetWindow(robot.lookup("#tag-name").query().getScene().getWindow());
        robot.clickOn("#tag-name").type(KeyCode.ENTER);
        until(() -> robot.lookup("#tag-dialog").tryQuery().isEmpty());
        robot.targetWindow(grid.getScene().getWindow());
        assertThat(text(robot, "#hit-tags")).isEqualTo("Tags: Lamp");

        robot.interact(grid::requestFocus);
        robot.type(KeyCode.DIGIT4);
        until(() -> text(robot, "#hit-stars").equals("4 of 5 stars"));
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.W).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        until(() -> robot.lookup("#sidecars-dialog").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#sidecars-dialog").query().getScene().getWindow());
        robot.type(KeyCode.ENTER);
        robot.targetWindow(grid.getScene().getWindow());
        until(() -> text(robot, "#notice-text").equals("XMP files written: 2, unchanged: 0."));

        // Letters that are keys of actions elsewhere are letters here.
        robot.press(KeyCode.SHORTCUT).type(KeyCode.F).release(KeyCode.SHORTCUT);
        robot.write("NOT");
        until(() -> desktop.filter().messageProperty().get() != null);
        assertThat(text(robot, "#filter-message")).contains("at character 4");
        robot.write(" lamp");
        until(() -> desktop.results().hits().size() == 1);
        assertThat(desktop.filter().messageProperty().get()).isNull();
        assertThat(desktop.query().marks().toolProperty().get()).isEqualTo(Tool.BOX);
        assertThat(desktop.results().orderProperty().get()).isEqualTo(HitOrder.SCORE);
        robot.type(KeyCode.ESCAPE).write("la*");
        until(() -> desktop.results().hits().size() == 2);
        robot.write(" rating:4..");
        until(() -> desktop.filter().filterProperty().get() instanceof Filter.And
                && desktop.results().hits().size() == 2);

        // Taken back, nothing passes any more: first the stars, then the tags.
        robot.type(KeyCode.ENTER);
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.T).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        until(() -> desktop.results().hits().isEmpty());
        robot.press(KeyCode.SHORTCUT).type(KeyCode.F).release(KeyCode.SHORTCUT);
        robot.type(KeyCode.ESCAPE).write("la*").type(KeyCode.ENTER);
        until(() -> desktop.results().hits().size() == 2);
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.T).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        until(() -> desktop.results().hits().isEmpty());
        assertThat(text(robot, "#results-empty")).startsWith("No photo passes the filter.");
    }

    @Test
    void tagsOfTheTreeLimitLibraryAndSearchAndAreArranged(FxRobot robot) throws Exception {
        scene("a.png", Color.RED, Color.BLUE);
        scene("b.png", Color.RED, Color.GREEN);
        scene("c.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        TreeView<?> tree = robot.lookup("#facet-tree").query();
        assertThat(tree.isVisible()).as("there is no tag yet").isFalse();
        List<PhotoId> photos =
                desktop.library().photos().stream().map(GalleryPhoto::id).toList();
        TagName lamp = new TagName("lamp");
        TagName red = new TagName("red");
        robot.interact(() -> {
            desktop.curation().tags().apply(TagEdit.of(photos.subList(0, 2), List.of(lamp), List.of()));
            desktop.curation().tags().apply(TagEdit.of(photos.subList(1, 2), List.of(red), List.of()));
        });
        until(() -> tree.getExpandedItemCount() == 3);
        assertThat(tree.isVisible()).isTrue();

        robot.press(KeyCode.SHORTCUT).type(KeyCode.DIGIT4).release(KeyCode.SHORTCUT);
        robot.interact(() -> tree.getSelectionModel().select(1));
        until(() -> desktop.library().photos().size() == 2
                && desktop.results().hits().size() == 2);
        assertThat(tree.getAccessibleText()).isEqualTo("Chosen by: lamp, 2 photos");
        robot.interact(() -> tree.getSelectionModel().select(2)); // the other one, too
        until(() -> desktop.library().photos().size() == 1
                && desktop.results().hits().size() == 1);
        robot.type(KeyCode.ESCAPE);
        until(() -> desktop.library().photos().size() == 3
                && desktop.results().hits().size() == 3);

        robot.interact(() -> tree.getSelectionModel().select(2));
        robot.press(KeyCode.SHORTCUT).type(KeyCode.G).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#tag-parent").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#tag-parent").query().getScene().getWindow());
        robot.clickOn("#tag-parent").write("lamp").type(KeyCode.ENTER);
        until(() -> lamp.equals(gallery.tag(red).orElseThrow().parent()));
        robot.clickOn("#tag-colour-blue");
        until(() -> gallery.tag(red).orElseThrow().colour() == TagColour.BLUE);
        robot.clickOn("#tag-alias").write("rot").type(KeyCode.ENTER);
        until(() -> robot.lookup("#tag-aliases .tag-chip").tryQuery().isPresent());
        robot.clickOn("#tag-parent").eraseText(4).write("red").type(KeyCode.ENTER);
        until(() -> text(robot, "#tag-edit-message").contains("cannot lie below"));
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#tag-edit-dialog").tryQuery().isEmpty());
        robot.targetWindow(tree.getScene().getWindow());
        until(() -> tree.getRoot().getChildren().getFirst().getChildren().size() == 1);
    }
}
