package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.EngineOpener;
import io.manako.app.query.PhotoCanvas;
import io.manako.app.query.Viewport;
import io.manako.app.shell.DesktopViewModel;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.prompt.Box;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.Scene;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The main job with the embedded model: index a folder, mark a thing, see the hits and why. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class EngineJourneyTest {
    private static final int PHOTOS = 6;

    @TempDir
    static Path home;

    private DesktopViewModel desktop;

    @Start
    void start(Stage stage) throws IOException {
        Files.writeString(home.resolve("settings.json"), "{\"language\": \"ENGLISH\", \"theme\": \"LIGHT\"}");
        desktop = Desktop.open(stage, home, new EngineOpener(home), () -> {});
    }

    @AfterEach
    void close() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Platform.runLater(() -> desktop.close(() -> closed.complete(true)));
        closed.get(60, TimeUnit.SECONDS);
    }

    /** Generous: a machine that also trains a model still passes. */
    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(180, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void indexSamplesAndSearchByBox(FxRobot robot) throws Exception {
        Path folder = Files.createDirectories(home.resolve("photos 写真 📷"));
        Scene first = SampleCollection.draw(0);
        PictureWriter.write(first.picture(), folder.resolve(first.fileName()));
        for (int i = 1; i < PHOTOS; i++) {
            Scene scene = SampleCollection.draw(i);
            PictureWriter.write(scene.picture(), folder.resolve(scene.fileName()));
        }
        until(() -> desktop.galleryProperty().get() != null);
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> desktop.library().photos().size() == PHOTOS
                && !desktop.indexing().runningProperty().get());

        robot.interact(() -> desktop.openAny(folder.resolve(first.fileName())));
        until(() -> desktop.query().answerProperty().get() != null);
        Box thing = first.objects().getFirst().box();
        robot.moveTo(at(robot, thing.x(), thing.y()))
                .press(MouseButton.PRIMARY)
                .moveTo(at(robot, thing.x() + thing.width() / 2, thing.y() + thing.height() / 2))
                .moveTo(at(robot, thing.x() + thing.width(), thing.y() + thing.height()))
                .release(MouseButton.PRIMARY);
        // Once the mark was looked at from near: the answer while it was drawn is replaced, and what explained it with
        // it.
        until(() -> desktop.query().answerProperty().get() != null
                && desktop.query().answerProperty().get().request().prompts().size() == 1
                && desktop.query().answerProperty().get().request().closeUp());

        // The query photo is no hit of its own; every other photo is ranked, best first, with a box inside it.
        assertThat(desktop.results().hits()).hasSize(PHOTOS - 1);
        assertThat(desktop.results().hits()).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
        for (Hit hit : desktop.results().hits()) {
            assertThat(hit.box().x() + hit.box().width()).isLessThanOrEqualTo(hit.width() + 1);
        }

        // What the heads look at, and why the best hit matched.
        ModelInfo model = desktop.galleryProperty().get().model();
        assertThat(robot.lookup(".head-tile").queryAll()).hasSize(model.focusBlocks() * model.heads());
        Hit best = desktop.results().hits().getFirst();
        until(() -> desktop.results().peek(best) != null);
        assertThat(desktop.results().peek(best).heads()).hasSize(model.heads());

        // One hit is liked, another is not: the first stays and is marked, the second leaves, and both can be taken
        // back.
        Hit disliked = desktop.results().hits().get(1);
        robot.interact(() -> desktop.results()
                .selectedProperty()
                .set(desktop.results().hits().getFirst()));
        robot.clickOn("#hit-details #more-like-hit");
        until(() ->
                desktop.query().answerProperty().get().request().judgements().size() == 1);
        assertThat(robot.lookup(".hit-liked").queryAllAs(Node.class)).anyMatch(Node::isVisible);
        robot.interact(() -> desktop.results()
                .selectedProperty()
                .set(desktop.results().hits().stream()
                        .filter(hit -> hit.id().equals(disliked.id()))
                        .findFirst()
                        .orElseThrow()));
        robot.clickOn("#hit-details #less-like-hit");
        until(() -> desktop.results().hits().size() == PHOTOS - 2);
        assertThat(desktop.results().hits()).noneMatch(hit -> hit.id().equals(disliked.id()));
        assertThat(robot.lookup("#feedback-summary").queryLabeled().getText()).contains("1 liked", "1 not");
        robot.clickOn("#reset-feedback");
        until(() -> desktop.results().hits().size() == PHOTOS - 1);
        assertThat(robot.lookup("#feedback-bar").query().isVisible()).isFalse();

        robot.clickOn(robot.lookup(".head-tile").queryAll().stream().findFirst().orElseThrow());
        until(() -> desktop.query().answerProperty().get().request().overrides().size() == 1);
    }

    private static Point2D at(FxRobot robot, double x, double y) {
        PhotoCanvas canvas = robot.lookup("#query-canvas").queryAs(PhotoCanvas.class);
        Viewport view = canvas.viewport();
        return canvas.localToScreen(view.toViewX(x), view.toViewY(y));
    }
}
