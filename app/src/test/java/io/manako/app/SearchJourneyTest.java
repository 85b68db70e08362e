package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.search.Hit;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Asking and looking at what was found: box, words, saved searches, comparing, exporting. */
class SearchJourneyTest extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void indexAFolderAndSearchByBox(FxRobot robot) throws Exception {
        scene("a red and blue.png", Color.RED, Color.BLUE);
        scene("green.png", Color.GREEN, Color.GREEN);
        scene("blue.png", Color.GREEN, Color.BLUE);
        scene("red.png", Color.RED, Color.GREEN);
        openFolder(robot, 4);
        assertThat(text(robot, "#index-line")).isEqualTo("Indexed: 4 new, 0 unchanged, 0 unreadable");

        openFirstPhoto(robot);
        robot.type(KeyCode.B);
        drag(robot, 205, 85, 275, 155);
        untilAsked(1);
        assertThat(firstTwo()).containsExactlyInAnyOrder("a red and blue.png", "blue.png");

        drag(robot, 320 - 1, 239, 100, 239); // no area: leaves the box alone
        robot.type(KeyCode.DELETE);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        assertThat(firstTwo()).containsExactlyInAnyOrder("a red and blue.png", "red.png");

        // Arrow and Enter: the second hit becomes the query, with the thing found marked.
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        Hit second = desktop.results().selectedProperty().get();
        assertThat(second).isEqualTo(desktop.results().hits().get(1));
        assertThat(robot.lookup("#hit-details").queryAs(Node.class).isVisible()).isTrue();
        robot.type(KeyCode.ENTER);
        until(() -> desktop.query().sessionProperty().get().path().equals(second.path()));
        untilAsked(1);
        assertThat(desktop.query().answerProperty().get().request().prompts()).containsExactly(second.box());
    }

    @Test
    void theVerySameThingComesFirstWhileThatIsWanted(FxRobot robot) throws Exception {
        scene("a red and blue.png", Color.RED, Color.BLUE);
        scene("blue.png", Color.GREEN, Color.BLUE);
        scene("red.png", Color.RED, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        robot.type(KeyCode.S);
        until(() -> text(robot, "#same-text").startsWith("Mark the thing first"));
        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        until(() -> text(robot, "#same-text").endsWith("they come first"));
        Hit last = desktop.query().answerProperty().get().result().hits().getLast();
        Hit first = desktop.results().hits().getFirst();
        assertThat(first.path()).isEqualTo(last.path());
        robot.interact(robot.lookup("#results-grid").queryListView()::requestFocus);
        robot.type(KeyCode.HOME);
        assertThat(text(robot, "#hit-facts")).contains("the very same thing: 12 features agree");

        robot.type(KeyCode.S);
        until(() -> desktop.results().hits().getLast().path().equals(last.path()));
        assertThat(robot.lookup("#same-bar").query().isVisible()).isFalse();
    }

    @Test
    void searchByWordsWithoutAPhoto(FxRobot robot) throws Exception {
        scene("one lamp.png", Color.RED, Color.BLUE);
        scene("two lamp.png", Color.RED, Color.GREEN);
        scene("three chair.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);

        robot.press(KeyCode.SHORTCUT).type(KeyCode.K).release(KeyCode.SHORTCUT);
        robot.write("lamp");
        until(() -> desktop.results().hits().size() == 2);
        robot.type(KeyCode.ENTER).type(KeyCode.HOME);
        assertThat(text(robot, "#hit-words")).isEqualTo("Words: lamp");
        robot.type(KeyCode.SPACE);
        assertThat(desktop.compare().openProperty().get())
                .as("there is no photo to compare with")
                .isFalse();

        robot.press(KeyCode.SHORTCUT).type(KeyCode.K).release(KeyCode.SHORTCUT);
        robot.type(KeyCode.ESCAPE).write("nobody");
        until(() -> text(robot, "#results-empty").startsWith("No photo has these words"));
        robot.type(KeyCode.ESCAPE);
        until(() -> desktop.results().answerProperty().get() == null);
        openFirstPhoto(robot);
        until(() -> desktop.results().hits().size() == 3);
    }

    @Test
    void saveASearchAndAskItAgainWhenPhotosHaveCome(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        openFolder(robot, 2);
        openFirstPhoto(robot);
        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.B).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#saved-name").tryQuery().isPresent());
        Node main = robot.lookup("#results-grid").query();
        robot.targetWindow(robot.lookup("#saved-name").query().getScene().getWindow());
        robot.type(KeyCode.ENTER);
        until(() -> text(robot, "#saved-message").startsWith("A saved search needs a name"));
        ScrollPane content = robot.lookup("#saved-dialog .scroll-pane").queryAs(ScrollPane.class);
        until(() -> content.getContent().getLayoutBounds().getHeight()
                <= content.getViewportBounds().getHeight() + 1);
        robot.write("Red things").type(KeyCode.ENTER);
        until(() -> text(robot, "#saved-message").equals("The search is saved as “Red things”."));
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#saved-dialog").tryQuery().isEmpty());

        robot.targetWindow(main.getScene().getWindow());
        robot.interact(() -> desktop.query().marks().clear());
        scene("three.png", Color.RED, Color.GREEN);
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> desktop.searches().entries().stream().anyMatch(entry -> entry.fresh() == 1));
        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.B).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        until(() -> robot.lookup("#saved-list").tryQuery().isPresent());
        ListView<?> list = robot.lookup("#saved-list").queryListView();
        robot.targetWindow(list.getScene().getWindow());
        until(() -> desktop.searches().selectedProperty().get() != null);
        robot.type(KeyCode.DELETE);
        until(() -> list.getItems().isEmpty());
        robot.clickOn("#saved-undo");
        until(() -> list.getItems().size() == 1
                && desktop.searches().entries().getFirst().fresh() == 1);
        robot.interact(() -> {
            list.requestFocus();
            list.getSelectionModel().selectFirst();
        });
        robot.type(KeyCode.ENTER);
        until(() -> robot.lookup("#saved-dialog").tryQuery().isEmpty());
        untilAsked(1);
        until(() -> desktop.results().hits().size() == 3);
        robot.targetWindow(main.getScene().getWindow());
        until(() -> robot.lookup(".hit-new").queryAllAs(Labeled.class).stream()
                        .filter(label -> "new".equals(label.getText()))
                        .count()
                == 1);
        assertThat(desktop.searches().entries().getFirst().fresh()).isZero();
    }

    @Test
    void compareWithTheNextHitAndZoomBoth(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        scene("three.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.SPACE);
        List<Hit> hits = desktop.results().hits();
        assertThat(robot.lookup("#compare-view").queryAs(Node.class).isVisible())
                .isTrue();
        assertThat(text(robot, "#compare-hit-name"))
                .isEqualTo(hits.get(0).path().getFileName().toString());
        until(() -> text(robot, "#compare-windows").startsWith("Solid box")
                && text(robot, "#compare-message").contains("agreed"));

        robot.type(KeyCode.RIGHT);
        assertThat(desktop.results().selectedProperty().get()).isEqualTo(hits.get(1));
        assertThat(text(robot, "#compare-place")).startsWith("2 of 3");
        robot.clickOn("#previous-hit");
        assertThat(text(robot, "#compare-place")).startsWith("1 of 3");

        robot.type(KeyCode.EQUALS).type(KeyCode.EQUALS);
        assertThat(desktop.compare().lookProperty().get().zoom()).isGreaterThan(1.5);
        robot.moveTo("#compare-hit").press(MouseButton.PRIMARY).moveBy(40, 0).release(MouseButton.PRIMARY);
        assertThat(desktop.compare().lookProperty().get().x())
                .as("the photos moved to the right")
                .isLessThan(0.5);
        robot.type(KeyCode.F);
        assertThat(desktop.compare().lookProperty().get().zoom()).isEqualTo(1);

        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#compare-view").queryAs(Node.class).isVisible())
                .isFalse();
        assertThat(grid.isFocused()).isTrue();
        robot.type(KeyCode.C);
        assertThat(desktop.compare().openProperty().get()).isTrue();
        robot.clickOn("#compare-close");
        assertThat(desktop.compare().openProperty().get()).isFalse();
    }

    @Test
    void aPastedPictureAFileAndTextThatIsNoPicture(FxRobot robot) throws Exception {
        scene("red.png", Color.RED, Color.GREEN);
        scene("blue.png", Color.GREEN, Color.BLUE);
        openFolder(robot, 2);
        Path outside = Files.move(scene("outside.png", Color.BLUE, Color.BLUE), folder.resolveSibling("outside.png"));

        paste(robot, content -> content.putImage(new Image(outside.toUri().toString())));
        until(() -> desktop.query().answerProperty().get() != null);
        Path pasted = desktop.query().sessionProperty().get().path();
        assertThat(pasted.getParent()).endsWith(Path.of("pasted"));
        assertThat(desktop.results().hits()).hasSize(2);

        paste(robot, content -> content.putFiles(List.of(outside.toFile())));
        until(() -> desktop.query().sessionProperty().get().path().equals(outside));

        paste(robot, content -> content.putString("only words"));
        until(() -> desktop.notices().nowProperty().get() != null);
        assertThat(text(robot, "#notice-text")).startsWith("The clipboard holds no picture");
        assertThat(desktop.query().sessionProperty().get().path()).isEqualTo(outside);
    }

    private static void paste(FxRobot robot, Consumer<ClipboardContent> fill) {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            fill.accept(content);
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.press(KeyCode.SHORTCUT).type(KeyCode.V).release(KeyCode.SHORTCUT);
    }
}
