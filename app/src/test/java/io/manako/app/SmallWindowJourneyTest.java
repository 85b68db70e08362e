package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.PictureFrame;
import io.manako.app.settings.LanguageChoice;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Small windows and large text: nothing lies over another thing or beyond the edge, and nothing is squeezed. */
class SmallWindowJourneyTest extends DesktopJourney {
    private static final String LONG = "A very long name of a photo, as some programs give them to panoramas %d.png";

    private Stage window;

    @Start
    void start(Stage stage) throws IOException {
        window = stage;
        Path home = Files.createTempDirectory(temp, "home");
        Files.writeString(home.resolve("settings.json"), """
                {"language": "ENGLISH", "theme": "LIGHT", "window": {"x": 0, "y": 0, "width": 900, "height": 700,
                "maximised": false, "dividers": [0.2, 0.6]}}""");
        open(stage, home);
    }

    private void resize(FxRobot robot, double width, double height, double text) {
        robot.interact(() -> {
            desktop.settings().textScaleProperty().set(text);
            window.setWidth(width);
            window.setHeight(height);
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            window.getScene().getRoot().applyCss();
            window.getScene().getRoot().layout();
        });
    }

    private void selectAHit(FxRobot robot) throws Exception {
        for (int i = 0; i < 4; i++) {
            scene(LONG.formatted(i), Color.RED, Color.BLUE);
        }
        openFolder(robot, 4);
        openFirstPhoto(robot);
        until(() -> !desktop.results().hits().isEmpty());
        robot.interact(robot.lookup("#results-grid").queryListView()::requestFocus);
        robot.type(KeyCode.HOME);
        until(() -> desktop.results().peek(desktop.results().hits().getFirst()) != null);
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void thePanesAreAsWideAsTheyWere(FxRobot robot) {
        assertThat(window.getWidth()).isEqualTo(900);
        double library = bounds(robot.lookup(".library-view").query()).getWidth();
        assertThat(library).isBetween(0.19 * 900, 0.21 * 900);
        assertThat(bounds(robot.lookup(".results-view").query()).getMinX()).isBetween(0.59 * 900, 0.62 * 900);
    }

    @Test
    void theDetailsOfAHitAreWholeWithLargeTextInASmallWindow(FxRobot robot) throws Exception {
        selectAHit(robot);
        robot.interact(() -> desktop.settings().languageProperty().set(LanguageChoice.JAPANESE));
        for (double text : new double[] {1, 1.5}) {
            resize(robot, 1024, 700, text);
            Region details = robot.lookup("#hit-details").queryAs(Region.class);
            Bounds all = bounds(details);
            assertThat(details.isVisible()).isTrue();
            assertThat(all.getMaxY())
                    .isLessThanOrEqualTo(
                            bounds(robot.lookup(".results-view").query()).getMaxY() + 1);
            assertThat(bounds(robot.lookup("#results-grid").query()).getMaxY())
                    .as("the grid ends where the details begin")
                    .isLessThanOrEqualTo(all.getMinY() + 1);
            assertThat(bounds(robot.lookup("#results-grid").query()).getHeight())
                    .as("there is room for results at %s", text)
                    .isGreaterThan(100);
            List<Labeled> lines = robot.from(details).lookup(".label").queryAllAs(Labeled.class).stream()
                    .filter(SmallWindowJourneyTest::isSeen)
                    .toList();
            assertThat(lines)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(line -> assertThat(line.getHeight())
                            .as(line.getText())
                            .isGreaterThanOrEqualTo(line.prefHeight(line.getWidth()) - 1));
            assertThat(robot.from(details).lookup(".button").queryAllAs(ButtonBase.class))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(button -> assertThat(all.contains(bounds(button)))
                            .as(button.getId())
                            .isTrue());
            assertThat(robot.from(details).lookup(".head-share").queryAllAs(Labeled.class))
                    .isNotEmpty()
                    .allSatisfy(share -> assertThat(share.getWidth())
                            .as("all of %s at %s", share.getText(), text)
                            .isGreaterThanOrEqualTo(share.prefWidth(-1) - 1));
            ScrollPane known = robot.from(details).lookup(".hit-known").queryAs(ScrollPane.class);
            assertThat(known.getHeight()).as("a line can be read").isGreaterThan(20);
        }
    }

    @Test
    void theHeadersOfThePanesAreWholeWhereTheyAreNarrowAndTextIsLarge(FxRobot robot) throws Exception {
        selectAHit(robot);
        for (double text : new double[] {1, 1.5}) {
            resize(robot, 1024, 700, text);
            SplitPane panes = robot.lookup("#panes").queryAs(SplitPane.class);
            for (double[] dividers : new double[][] {{0.2, 0.7}, {0.45, 0.75}}) {
                robot.interact(() -> {
                    panes.setDividerPositions(dividers);
                    panes.getScene().getRoot().layout();
                });
                for (String pane : List.of(".library-view", ".query-view", ".results-view")) {
                    assertThatARowIsWhole(robot.lookup(pane).queryAs(Region.class), ".pane-header", robot);
                }
                assertThatARowIsWhole(robot.lookup(".query-view").queryAs(Region.class), ".tool-row", robot);
                Labeled summary = robot.lookup("#results-summary").queryLabeled();
                assertThat(summary.getHeight())
                        .as("all of the summary at %s", text)
                        .isGreaterThanOrEqualTo(summary.prefHeight(summary.getWidth()) - 1);
            }
        }
    }

    private static void assertThatARowIsWhole(Region pane, String kind, FxRobot robot) {
        Parent row = robot.from(pane).lookup(kind).queryAs(Parent.class);
        Bounds header = bounds(row);
        assertThat(robot.from(row).lookup(ButtonBase.class::isInstance).queryAllAs(ButtonBase.class))
                .isNotEmpty()
                .filteredOn(SmallWindowJourneyTest::isSeen)
                .allSatisfy(button -> assertThat(header.contains(bounds(button)))
                        .as("%s at %s in %s", button.getId(), bounds(button), header)
                        .isTrue());
        assertThat(header.getMaxX()).isLessThanOrEqualTo(bounds(pane).getMaxX() + 1);
    }

    @Test
    void at400By300PhotoAndResultsAreStillThere(FxRobot robot) throws Exception {
        selectAHit(robot);
        resize(robot, 400, 300, 1);
        assertThat(window.getWidth()).isEqualTo(400);
        for (String id : List.of("#query-canvas", "#results-grid", "#library-grid")) {
            Bounds bounds = bounds(robot.lookup(id).query());
            assertThat(bounds.getHeight()).as(id).isGreaterThan(40);
            assertThat(bounds.getMaxX()).as(id).isLessThanOrEqualTo(400);
            assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(300);
        }
        robot.type(KeyCode.DELETE);
        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        resize(robot, 1440, 900, 1);
        assertThat(robot.lookup("#hit-details").query().isVisible()).isTrue();
        assertThat(marks()).as("nothing was lost").isEqualTo(1);
    }

    @Test
    void inALowWindowWhatNoPhotoHasIsWholeWhereOnePointsAtIt(FxRobot robot) throws Exception {
        selectAHit(robot);
        robot.interact(() -> robot.lookup("#results-words")
                .queryTextInputControl()
                .setText("panoramas wardrobes typewriters gramophones candlesticks"));
        Labeled missing = robot.lookup("#results-missing").queryLabeled();
        until(() -> missing.getText().contains("candlesticks"));
        resize(robot, 400, 300, 1);

        robot.moveTo(missing);

        until(() -> robot.listWindows().stream()
                .anyMatch(window -> window instanceof Tooltip tooltip
                        && tooltip.isShowing()
                        && tooltip.getText().equals(missing.getText())));
    }

    @Test
    void inALowWindowNothingLiesOverTheTitlesOfPanes(FxRobot robot) throws Exception {
        selectAHit(robot);
        for (double text : new double[] {1, 1.5}) {
            resize(robot, 400, 300, text);
            for (String pane : List.of(".library-view", ".results-view")) {
                Parent header = robot.from(robot.lookup(pane).<Node>query())
                        .lookup(".pane-header")
                        .queryAs(Parent.class);
                Bounds title = bounds(robot.from(header).lookup(".pane-title").query());
                assertThat(robot.from(header)
                                .lookup((Node node) -> node instanceof ButtonBase || node instanceof Slider)
                                .queryAllAs(Control.class))
                        .filteredOn(SmallWindowJourneyTest::isSeen)
                        .allSatisfy(control -> assertThat(bounds(control).intersects(title))
                                .as("%s over %s at %s", control.getId(), pane, text)
                                .isFalse());
            }
        }
        resize(robot, 1024, 700, 1.5);
        assertThat(isSeen(robot.lookup("#thumbnail-size").query()))
                .as("there again")
                .isTrue();
        assertThatARowIsWhole(robot.lookup(".library-view").queryAs(Region.class), ".pane-header", robot);
    }

    @Test
    void aFileThatIsNotThereAnyMoreHasASignInsteadOfItsPicture(FxRobot robot) throws Exception {
        selectAHit(robot);
        PictureFrame frame = robot.from(robot.lookup("#results-grid").<Node>query())
                .lookup(PictureFrame.class::isInstance)
                .query();
        Node sign = frame.lookup(".picture-missing");
        assertThat(sign.isVisible()).isFalse();
        robot.interact(() -> frame.setLoaded(null));
        assertThat(sign.isVisible()).isTrue();
        assertThat(bounds(frame).contains(bounds(sign))).isTrue();
        robot.interact(() -> frame.setPicture(null));
        assertThat(sign.isVisible()).as("while the next one is loaded").isFalse();
    }

    @Test
    void dialogsScrollWhereTheyDoNotFit(FxRobot robot) throws Exception {
        selectAHit(robot);
        resize(robot, 1024, 700, 2);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.T).release(KeyCode.SHORTCUT);
        assertThatItScrolls(robot, "#tag-dialog");
        Platform.runLater(() -> {
            throw new IllegalStateException("a fault of the program");
        });
        assertThatItScrolls(robot, "#fault-dialog");
        robot.press(KeyCode.SHORTCUT).type(KeyCode.P).release(KeyCode.SHORTCUT);
        assertThatItScrolls(robot, "#problems-dialog");
    }

    @Test
    void theDialogOfASmallWindowAtTheEdgeIsOnTheScreen(FxRobot robot) throws Exception {
        resize(robot, 400, 300, 1);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#settings-dialog").tryQuery().isPresent());
        Stage dialog =
                (Stage) robot.lookup("#settings-dialog").query().getScene().getWindow();
        assertThat(dialog.getWidth()).isGreaterThan(window.getWidth());
        until(() -> dialog.getX() >= 0);
        assertThat(dialog.getHeight())
                .as("moved, it has the size that it wants")
                .isGreaterThan(500);
        robot.targetWindow(dialog).type(KeyCode.ESCAPE);
    }

    @Test
    void dialogsAreAsWideAsTheirButtonsInEveryLanguage(FxRobot robot) throws Exception {
        robot.interact(() -> desktop.settings().languageProperty().set(LanguageChoice.JAPANESE));
        selectAHit(robot);
        resize(robot, 1024, 700, 1.5);
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.N).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        assertThatAllButtonsAreSeen(robot, "#collections-dialog");
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.B).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        assertThatAllButtonsAreSeen(robot, "#saved-dialog");
        robot.press(KeyCode.SHORTCUT).type(KeyCode.J).release(KeyCode.SHORTCUT);
        assertThatAllButtonsAreSeen(robot, "#suggest-dialog");
    }

    private static void assertThatAllButtonsAreSeen(FxRobot robot, String id) throws Exception {
        until(() -> robot.lookup(id).tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        ScrollPane scroll = robot.lookup(id + " .scroll-pane").queryAs(ScrollPane.class);
        Bounds room = bounds(scroll);
        assertThat(robot.from(scroll).lookup(ButtonBase.class::isInstance).queryAllAs(ButtonBase.class))
                .filteredOn(SmallWindowJourneyTest::isSeen)
                .isNotEmpty()
                .allSatisfy(button -> assertThat(room.contains(bounds(button)))
                        .as("%s of %s", button.getText(), id)
                        .isTrue());
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup(id).tryQuery().isEmpty());
    }

    @Test
    void toolsStandInOneRowWhereThereIsRoom(FxRobot robot) throws Exception {
        selectAHit(robot);
        resize(robot, 1440, 900, 1);
        List<ButtonBase> tools = robot
                .from(robot.lookup(".query-view .tool-row").<Node>query())
                .lookup(ButtonBase.class::isInstance)
                .queryAllAs(ButtonBase.class)
                .stream()
                .toList();
        assertThat(tools).hasSizeGreaterThan(8);
        assertThat(tools)
                .extracting(button -> bounds(button).getMinY())
                .containsOnly(bounds(tools.getFirst()).getMinY());
    }

    @Test
    void whatAnEmptyPaneSaysIsWhole(FxRobot robot) throws Exception {
        until(() -> desktop.query().sessionProperty().get() == null);
        robot.interact(() -> robot.lookup("#panes").queryAs(SplitPane.class).setDividerPositions(0.3, 0.7));
        resize(robot, 800, 600, 1.5);
        Labeled empty = robot.lookup("#query-empty").queryLabeled();
        assertThat(isSeen(empty)).isTrue();
        assertThat(empty.getHeight()).isGreaterThanOrEqualTo(empty.prefHeight(empty.getWidth()) - 1);
        assertThat(empty.isWrapText()).isTrue();
    }

    private static void assertThatItScrolls(FxRobot robot, String id) throws Exception {
        until(() -> robot.lookup(id).tryQuery().isPresent());
        Stage dialog = (Stage) robot.lookup(id).query().getScene().getWindow();
        robot.interact(() -> dialog.setHeight(260));
        WaitForAsyncUtils.waitForFxEvents();
        Labeled first = robot.lookup(id + " .label").queryAllAs(Labeled.class).stream()
                .filter(label -> !label.getText().isEmpty() && isSeen(label))
                .findFirst()
                .orElseThrow();
        assertThat(first.getHeight()).as(id).isGreaterThanOrEqualTo(first.prefHeight(first.getWidth()) - 1);
        Node close = robot.lookup(id + " .button-bar .button").query();
        assertThat(bounds(close).getMaxY()).as("the way out of %s is seen", id).isLessThanOrEqualTo(260);
        assertThat(robot.lookup(id + " .scroll-pane").queryAllAs(ScrollPane.class))
                .as("%s scrolls", id)
                .anySatisfy(scroll -> assertThat(
                                scroll.getContent().getLayoutBounds().getHeight())
                        .isGreaterThan(scroll.getViewportBounds().getHeight() + 1));
        robot.targetWindow(dialog).type(KeyCode.ESCAPE);
        until(() -> robot.lookup(id).tryQuery().isEmpty());
    }
}
