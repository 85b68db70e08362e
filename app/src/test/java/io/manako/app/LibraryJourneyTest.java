package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.QuerySession;
import io.manako.app.query.Viewport;
import io.manako.app.viewer.ViewerView;
import io.manako.engine.prompt.Box;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The library: folders, thumbnails, a photo full screen, what cannot be read. */
class LibraryJourneyTest extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void aPhotoFullScreenAndABoxDrawnInIt(FxRobot robot) throws Exception {
        Path blue = scene("one blue.png", Color.GREEN, Color.BLUE);
        Path red = scene("two red.png", Color.RED, Color.GREEN);
        openFolder(robot, 2);
        ListView<?> grid = robot.lookup("#library-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.F11);
        ViewerView viewer = robot.lookup("#viewer").queryAs(ViewerView.class);
        assertThat(viewer.isVisible()).isTrue();
        assertThat(text(robot, "#viewer-name")).isEqualTo("one blue.png");
        assertThat(viewer.getAccessibleText()).isEqualTo("one blue.png, photo 1 of 2");
        until(() -> viewer.viewport().photoWidth() == 320);

        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        assertThat(text(robot, "#viewer-place")).isEqualTo("2 of 2");
        robot.clickOn("#viewer-previous");
        assertThat(text(robot, "#viewer-place")).isEqualTo("1 of 2");
        until(() -> viewer.viewport().photoWidth() == 320);
        robot.type(KeyCode.EQUALS);
        assertThat(viewer.viewport().isFit()).isFalse();
        robot.type(KeyCode.F);
        assertThat(viewer.viewport().isFit()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(viewer.isVisible()).isFalse();
        assertThat(grid.isFocused()).isTrue();

        robot.type(KeyCode.END).type(KeyCode.F11).type(KeyCode.B);
        until(() -> viewer.viewport().photoWidth() == 320);
        Node photo = robot.lookup("#viewer-photo").queryAs(Node.class);
        Viewport view = viewer.viewport();
        robot.moveTo(photo.localToScreen(view.toViewX(45), view.toViewY(65)))
                .press(MouseButton.PRIMARY)
                .moveTo(photo.localToScreen(view.toViewX(80), view.toViewY(100)))
                .moveTo(photo.localToScreen(view.toViewX(115), view.toViewY(135)))
                .release(MouseButton.PRIMARY);
        untilAsked(1);
        assertThat(viewer.isVisible()).isFalse();
        assertThat(desktop.query().sessionProperty().get().path()).isEqualTo(red);
        assertThat(box().iou(new Box(45, 65, 70, 70))).isGreaterThan(0.9);
        assertThat(desktop.results().hits().getFirst().path()).isIn(blue, red);
    }

    @Test
    void thumbnailsGrowAndAreRemembered(FxRobot robot) throws Exception {
        for (int i = 0; i < 6; i++) {
            scene(i + ".png", Color.RED, Color.BLUE);
        }
        openFolder(robot, 6);
        robot.interact(
                () -> robot.lookup(".split-pane").queryAs(SplitPane.class).setDividerPositions(0.2, 0.6));
        WaitForAsyncUtils.waitForFxEvents();
        ListView<?> grid = robot.lookup("#library-grid").queryListView();
        int rows = grid.getItems().size();
        double height = grid.getFixedCellSize();
        robot.press(KeyCode.SHORTCUT)
                .type(KeyCode.CLOSE_BRACKET)
                .type(KeyCode.CLOSE_BRACKET)
                .release(KeyCode.SHORTCUT);
        assertThat(grid.getFixedCellSize()).isGreaterThan(1.4 * height);
        assertThat(grid.getItems()).hasSizeGreaterThan(rows);
        robot.interact(
                () -> robot.lookup("#thumbnail-size").queryAs(Slider.class).setValue(0.7));
        assertThat(grid.getFixedCellSize()).isLessThan(height);
        assertThat(desktop.settings().now().thumbnailScale()).isEqualTo(0.7);
    }

    @Test
    void aSubfolderOfTheTreeLimitsLibraryAndSearch(FxRobot robot) throws Exception {
        Files.createDirectories(folder.resolve("lake"));
        scene("a.png", Color.RED, Color.BLUE);
        scene("lake/b.png", Color.RED, Color.GREEN);
        scene("lake/c.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        TreeView<?> tree = robot.lookup("#library-tree").query();
        assertThat(tree.getExpandedItemCount()).as("all, the folder, and lake").isEqualTo(3);
        robot.interact(() -> tree.getSelectionModel().select(2));
        assertThat(tree.getAccessibleText()).isEqualTo("Shown: lake, 2 photos");
        assertThat(desktop.library().photos()).hasSize(2);
        until(() -> desktop.results().hits().size() == 2);

        robot.interact(tree::requestFocus);
        robot.type(KeyCode.UP).type(KeyCode.UP);
        assertThat(tree.getAccessibleText()).isEqualTo("Shown: All photos, 3 photos");
        assertThat(desktop.library().folderProperty().get()).isNull();
        until(() -> desktop.results().hits().size() == 3);
    }

    @Test
    void anUnreadableFileAndAnEmptyFolder(FxRobot robot) throws Exception {
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> text(robot, "#library-empty").startsWith("No photos in this folder"));
        assertThat(robot.lookup("#library-empty").queryAs(Node.class).isVisible())
                .isTrue();

        scene("good.png", Color.RED, Color.BLUE);
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "no photo", StandardCharsets.UTF_8);
        robot.type(KeyCode.F5);
        until(() -> desktop.library().problems().size() == 1
                && desktop.library().photos().size() == 1);
        assertThat(text(robot, "#problems-link")).isEqualTo("1 unreadable file");
        robot.clickOn("#problems-link");
        TableView<?> table = robot.lookup("#problems-table").queryTableView();
        assertThat(table.getItems()).hasSize(1);
        assertThat(robot.lookup("#problems-reveal").queryButton().isDisabled())
                .as("the first is selected")
                .isFalse();
        robot.type(KeyCode.ESCAPE);

        QuerySession open = openFirstPhoto(robot);
        robot.interact(() -> desktop.open(broken));
        until(() -> desktop.query().messageProperty().get() != null);
        assertThat(text(robot, "#query-message")).contains("broken.jpg");
        assertThat(desktop.query().sessionProperty().get()).isSameAs(open);
    }

    @Test
    void indexingIsPausedResumedAndStopped(FxRobot robot) throws Exception {
        for (int i = 0; i < 40; i++) {
            scene("%02d.png".formatted(i), Color.RED, Color.BLUE);
        }
        gallery.pauseBefore(5);
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> gallery.photos().size() == 5);
        robot.clickOn("#pause-indexing");
        assertThat(desktop.indexing().pausedProperty().get()).isTrue();
        gallery.goOn();
        assertThat(text(robot, "#index-line")).contains("Paused");
        assertThat(gallery.photos()).hasSizeLessThan(10);
        assertThat(desktop.indexing().runningProperty().get()).isTrue();

        robot.clickOn("#pause-indexing");
        until(() -> desktop.library().photos().size() == 40
                && !desktop.indexing().runningProperty().get());

        for (int i = 40; i < 60; i++) {
            scene("%02d.png".formatted(i), Color.RED, Color.BLUE);
        }
        gallery.pauseBefore(50);
        robot.type(KeyCode.F5);
        until(() -> gallery.photos().size() == 50);
        robot.clickOn("#stop-indexing");
        gallery.goOn();
        until(() -> !desktop.indexing().runningProperty().get());
        assertThat(desktop.library().photos()).hasSizeLessThan(60);
    }

    @Test
    void anOfflineFolderIsMarkedAndItsPhotosStay(FxRobot robot) throws Exception {
        scene("a.png", Color.RED, Color.BLUE);
        scene("b.png", Color.RED, Color.GREEN);
        openFolder(robot, 2);
        gallery.unplug();
        robot.interact(desktop.library()::refresh);
        TreeView<?> tree = robot.lookup("#library-tree").query();
        until(() -> tree.getAccessibleText().contains("offline"));
        assertThat(desktop.library().photos()).hasSize(2);
        assertThat(robot.lookup(".offline-mark").queryAll().stream().filter(Node::isVisible))
                .hasSize(2);
    }

    @Test
    void aFolderIsTakenOutByKeyAfterAQuestion(FxRobot robot) throws Exception {
        scene("a.png", Color.RED, Color.BLUE);
        openFolder(robot, 1);
        Path folder = desktop.library().folders().getFirst();
        robot.interact(() -> desktop.library().folderProperty().set(folder));

        takeOut(robot);
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#remove-folder-dialog").tryQuery().isEmpty());
        assertThat(desktop.library().folders()).containsExactly(folder);

        takeOut(robot);
        robot.type(KeyCode.ENTER);
        until(() -> desktop.library().photos().isEmpty());
        assertThat(desktop.library().folders()).isEmpty();
    }

    private void takeOut(FxRobot robot) throws Exception {
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.L).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        until(() -> robot.lookup("#remove-folder-dialog").tryQuery().isPresent());
    }
}
