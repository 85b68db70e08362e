package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.app.export.ExportFormat;
import io.manako.engine.search.Hit;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What becomes of hits: lists and sheets, copies, the menu of a hit. */
class ExportJourneyTest extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void exportResultsAndGoOnSearching(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("赤い 💡.png", Color.RED, Color.GREEN);
        scene("two.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        assertThat(robot.lookup("#export").queryAs(Node.class).isDisabled())
                .as("nothing was asked yet")
                .isTrue();
        openFirstPhoto(robot);
        assertThat(robot.lookup("#export").queryAs(Node.class).isDisabled()).isFalse();

        Path out = Files.createDirectory(folder.resolve("out"));
        for (ExportFormat format : ExportFormat.values()) {
            Path file = out.resolve("results" + format.ending());
            // What the file chooser would do; a system dialog cannot be driven.
            robot.interact(() ->
                    desktop.exports().export(desktop.results().answerProperty().get(), file, ExportFormat.CSV));
            robot.type(KeyCode.DELETE); // the query stays in use
            until(() -> !desktop.exports().runningProperty().get());
            assertThat(text(robot, "#notice-text")).isEqualTo("Written: " + file);
        }
        assertThat(out.resolve("results.csv")).content().contains("赤い 💡.png");
        assertThat(new ObjectMapper()
                        .readTree(out.resolve("results.json").toFile())
                        .get("hits"))
                .hasSize(3);
        assertThat(out.resolve("results.html")).content().contains("赤い 💡.png");
        assertThat(ImageIO.read(out.resolve("results.png").toFile()).getWidth()).isEqualTo(1600);
        try (PDDocument pdf = Loader.loadPDF(out.resolve("results.pdf").toFile())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(robot.lookup("#export-bar").queryAs(Node.class).isVisible()).isFalse();
    }

    @Test
    void aHitsMenuByMouseAndByKey(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        scene("three.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 3);
        openFirstPhoto(robot);
        List<Hit> hits = desktop.results().hits();
        until(() -> robot.lookup("#results-grid .hit-tile").queryAll().size() >= 3);

        robot.rightClickOn(robot.lookup("#results-grid .hit-tile").queryAll().stream()
                .skip(1)
                .findFirst()
                .orElseThrow());
        until(() -> robot.lookup("#context-copy-path").tryQuery().isPresent());
        Hit clicked = desktop.results().selectedProperty().get();
        assertThat(clicked).isNotNull();
        robot.clickOn("#context-copy-path");
        assertThat(clipboard(robot)).isEqualTo(clicked.path().toString());

        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME).press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertThat(desktop.results().chosen()).containsExactlyElementsOf(hits.subList(0, 2));
        robot.press(KeyCode.SHIFT).type(KeyCode.F10).release(KeyCode.SHIFT);
        until(() -> robot.lookup("#context-copy-path").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#context-copy-path").tryQuery().isEmpty());
        robot.press(KeyCode.SHORTCUT).type(KeyCode.C).release(KeyCode.SHORTCUT);
        assertThat(clipboard(robot).lines())
                .containsExactly(
                        hits.get(0).path().toString(), hits.get(1).path().toString());

        robot.press(KeyCode.SHORTCUT).type(KeyCode.A).release(KeyCode.SHORTCUT);
        assertThat(desktop.results().chosen()).hasSize(3);
        Path album = Files.createDirectory(folder.resolve("album"));
        robot.interact(() -> desktop.exports()
                .copy(desktop.results().chosen().stream().map(Hit::path).toList(), album));
        until(() -> !desktop.exports().runningProperty().get());
        assertThat(text(robot, "#notice-text")).isEqualTo("3 photos copied to " + album + ".");
        assertThat(album).isDirectoryContaining("glob:**/three.png");

        robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.C).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
        until(() -> text(robot, "#notice-text").startsWith("The picture"));
        robot.interact(() ->
                assertThat(Clipboard.getSystemClipboard().getImage().getWidth()).isEqualTo(320));
    }

    @Test
    void xmpFilesAreWrittenUnderTheNamesThatAreChosenAndRemembered(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        openFolder(robot, 2);
        openFirstPhoto(robot);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME);

        for (boolean last : new boolean[] {false, true}) {
            robot.press(KeyCode.SHORTCUT, KeyCode.SHIFT).type(KeyCode.W).release(KeyCode.SHIFT, KeyCode.SHORTCUT);
            until(() -> robot.lookup("#sidecars-short").tryQuery().isPresent());
            CheckBox shortNames = robot.lookup("#sidecars-short").queryAs(CheckBox.class);
            assertThat(shortNames.isSelected()).as("as it was left").isEqualTo(last);
            robot.targetWindow(shortNames.getScene().getWindow());
            robot.type(KeyCode.SPACE);
            assertThat(shortNames.isSelected()).isNotEqualTo(last);
            robot.type(KeyCode.ENTER).targetWindow(grid.getScene().getWindow());
            until(() -> robot.lookup("#sidecars-short").tryQuery().isEmpty());
            until(() -> !desktop.exports().runningProperty().get());
            assertThat(text(robot, "#notice-text")).startsWith("XMP files written");
            assertThat(desktop.settings().now().shortSidecars()).isNotEqualTo(last);
        }
    }

    private static String clipboard(FxRobot robot) {
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }
}
