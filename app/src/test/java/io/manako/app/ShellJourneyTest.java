package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manako.app.gallery.QuerySession;
import io.manako.app.settings.LanguageChoice;
import io.manako.app.settings.ModelChoice;
import io.manako.app.settings.ModelRow;
import io.manako.app.settings.Theme;
import io.manako.engine.device.DeviceWish;
import java.awt.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The window itself: language, theme and size of text, and what nobody foresaw. */
class ShellJourneyTest extends DesktopJourney {
    private static final Path TINY = Path.of(
            "..", "engine", "src", "test", "resources", "io", "manako", "engine", "vit", "tiny-timm.safetensors");

    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void whatNobodyForesawHasACodeAndTheWindowLivesOn(FxRobot robot) throws Exception {
        for (int i = 0; i < 3; i++) {
            Platform.runLater(() -> {
                throw new IllegalStateException("a fault of the program");
            });
        }
        until(() -> robot.lookup("#fault-dialog").tryQuery().isPresent());
        assertThat(robot.lookup("#fault-dialog").queryAll()).hasSize(1);
        assertThat(robot.lookup("#fault-code").queryAs(TextField.class).getText())
                .matches("M-[0-9A-Z]{5}");
        assertThat(robot.lookup("#fault-save").queryButton().getText()).isEqualTo("Save log bundle");
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#fault-dialog").tryQuery().isEmpty());

        // The same again is one line.
        assertThat(text(robot, "#notice-text")).contains("came up again");
        robot.clickOn("#notice-close");
        assertThat(robot.lookup("#notice").queryAs(Node.class).isVisible()).isFalse();

        scene("one.png", Color.RED, Color.BLUE);
        openFolder(robot, 1);
        openFirstPhoto(robot);
    }

    @Test
    void aModelIsTakenFromAFileChosenAndGivenUpInTheSettings(FxRobot robot) throws Exception {
        robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#settings-dialog").tryQuery().isPresent());
        TableView<ModelRow> table = robot.lookup("#models-table").queryTableView();
        until(() -> table.getItems().size() > 5);
        assertThat(robot.lookup("#models-get").queryButton().isDisabled())
                .as("the embedded model is here")
                .isTrue();

        robot.interact(() -> desktop.models().importFile(TINY, false)); // as the file chooser does
        until(() -> text(robot, "#models-message").contains("tiny-timm is at hand"));
        until(() -> table.getItems().stream().anyMatch(row -> row.name().equals("tiny-timm")));
        robot.interact(() -> table.getSelectionModel().select(1));
        assertThat(robot.lookup("#models-hash").queryAs(TextField.class).getText())
                .matches("SHA-256: [0-9a-f]{64}");
        robot.clickOn("#models-use");
        assertThat(desktop.settings().now().model().next()).isEqualTo("tiny-timm");
        assertThat(robot.lookup("#models-remove").queryButton().isDisabled())
                .as("it reads the photos")
                .isTrue();

        robot.interact(() -> table.getSelectionModel().select(0));
        robot.press(KeyCode.ALT).type(KeyCode.U).release(KeyCode.ALT);
        assertThat(desktop.settings().now().model()).isEqualTo(ModelChoice.embedded());
        until(() -> !desktop.switching().runningProperty().get());
        robot.interact(() -> table.getSelectionModel().select(1));
        robot.clickOn("#models-remove");
        until(() -> table.getItems().stream().noneMatch(row -> row.name().equals("tiny-timm")));
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#settings-dialog").tryQuery().isEmpty());
    }

    @Test
    void aNewVersionIsToldOfToWhoeverAsksForIt(FxRobot robot) throws Exception {
        byte[] answer =
                "{\"version\": \"99.1\", \"page\": \"https://example.org/manako\"}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/newest", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        try {
            robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
            until(() -> robot.lookup("#settings-dialog").tryQuery().isPresent());
            assertThat(text(robot, "#settings-updates-status")).contains("nobody is asked");
            robot.clickOn("#settings-updates");
            assertThat(text(robot, "#settings-updates-status")).contains("nobody is asked");
            robot.clickOn("#settings-updates-address");
            robot.write("http://localhost:" + server.getAddress().getPort() + "/newest");
            robot.type(KeyCode.ENTER);
            until(() -> text(robot, "#settings-updates-status").contains("99.1 is there: https://example.org/manako"));
            if (robot.lookup("#settings-dialog").tryQuery().isPresent()) {
                robot.clickOn("#settings-close");
            }
            until(() -> robot.lookup("#settings-dialog").tryQuery().isEmpty());
        } finally {
            server.stop(0);
        }
        assertThat(text(robot, "#update-text")).contains("Manako 99.1");
        assertThat(robot.lookup("#update-page").queryAs(TextField.class).getText())
                .isEqualTo("https://example.org/manako");
        robot.clickOn("#update-pass");
        until(() -> !robot.lookup("#update").query().isVisible());
        assertThat(desktop.settings().now().updates().passed()).isEqualTo("99.1");
    }

    private QuerySession openAndMark(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        openFolder(robot, 1);
        QuerySession open = openFirstPhoto(robot);
        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        return open;
    }

    @Test
    void anotherModelReadsThePhotosAndTakesOverWithoutLosingMarks(FxRobot robot) throws Exception {
        QuerySession open = openAndMark(robot);
        assertThat(text(robot, "#model")).contains("colour");

        robot.interact(() -> desktop.switching().begin("other"));
        until(() -> robot.lookup("#switch-bar").query().isVisible());
        assertThat(text(robot, "#switch-line")).startsWith("Reading photos with other");
        robot.clickOn("#stop-switching");
        until(() -> !robot.lookup("#switch-bar").query().isVisible());
        assertThat(text(robot, "#model")).contains("colour");
        assertThat(text(robot, "#notice-text")).contains("other is given up, manako-embedded goes on");

        robot.interact(() -> desktop.switching().begin("other"));
        until(() ->
                gallery.switching != null && robot.lookup("#switch-bar").query().isVisible());
        gallery.switching.resume();
        until(() -> text(robot, "#model").contains("other"));
        until(() -> desktop.query().sessionProperty().get() != open);
        assertThat(desktop.settings().now().model()).isEqualTo(ModelChoice.of("other"));
        assertThat(desktop.query().request(1).prompts()).hasSize(1);
        until(() -> desktop.query().answerProperty().get() != null);
        assertThat(text(robot, "#notice-text")).contains("other answers from now on");
    }

    @Test
    void languageThemeAndTextSizeChangeAtOnceAndLoseNothing(FxRobot robot) throws Exception {
        QuerySession open = openAndMark(robot);

        robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#settings-dialog").tryQuery().isPresent());
        robot.clickOn("#settings-language-japanese");
        until(() -> robot.lookup("#settings-close").queryButton().getText().equals("閉じる"));
        assertThat(text(robot, "#query-title")).isEqualTo("one.png");
        assertThat(text(robot, "#model")).endsWith("CPU、3 スレッド");
        assertThat(text(robot, "#open-folder")).isEqualTo("フォルダーを追加");

        robot.clickOn("#settings-device-cpu");
        robot.clickOn("#settings-theme-dark");
        assertThat(Application.getUserAgentStylesheet()).contains("dark");
        robot.clickOn("#settings-theme-light");
        assertThat(Application.getUserAgentStylesheet()).contains("light");

        double before =
                robot.lookup("#open-folder").queryAs(Labeled.class).getFont().getSize();
        robot.clickOn("#settings-text-size");
        robot.type(KeyCode.END);
        until(() ->
                robot.lookup("#open-folder").queryAs(Labeled.class).getFont().getSize() > 1.5 * before);
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#settings-dialog").tryQuery().isEmpty());

        assertThat(desktop.query().sessionProperty().get()).isSameAs(open);
        assertThat(marks()).isEqualTo(1);
        assertThat(desktop.settings().now().language()).isEqualTo(LanguageChoice.JAPANESE);
        assertThat(desktop.settings().now().theme()).isEqualTo(Theme.LIGHT);
        assertThat(desktop.settings().now().device()).isEqualTo(DeviceWish.CPU);
    }

    @Test
    void itIsSeenWhereTheKeyboardIs(FxRobot robot) throws Exception {
        openAndMark(robot);
        Node grid = robot.lookup("#library-grid").query();
        robot.interact(grid::requestFocus);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            robot.type(KeyCode.TAB);
            if (grid.getScene().getFocusOwner() instanceof ButtonBase button) {
                Background focused = background(robot, button);
                robot.interact(grid::requestFocus);
                assertThat(background(robot, button)).as(button.getId()).isNotEqualTo(focused);
                robot.interact(button::requestFocus);
                boolean chosen = button instanceof ToggleButton toggle && toggle.isSelected();
                seen.add(button.getClass().getSimpleName() + (chosen ? " chosen" : ""));
            }
        }
        assertThat(seen).containsExactly("Button", "ToggleButton", "ToggleButton chosen");
    }

    private static Background background(FxRobot robot, Region of) {
        robot.interact(of::applyCss);
        return of.getBackground();
    }
}
