package io.manako.app;

import io.manako.app.gallery.EngineOpener;
import io.manako.app.query.PhotoCanvas;
import io.manako.app.query.Viewport;
import io.manako.app.shell.DesktopViewModel;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.prompt.Box;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The window as a user drives it, with the embedded model on drawn photos. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
abstract class EngineJourney {
    @TempDir
    static Path temp;

    private Path home = temp;
    protected DesktopViewModel desktop;

    protected void open(Stage stage) throws IOException {
        SharedStage.reset(stage);
        home = Files.createTempDirectory(temp, "home");
        // A glance for the very same thing would change the order of drawn photos at a moment of its own.
        Files.writeString(
                home.resolve("settings.json"), "{\"language\": \"ENGLISH\", \"theme\": \"LIGHT\", \"glance\": false}");
        desktop = Desktop.open(stage, home, new EngineOpener(home), () -> {});
    }

    @AfterEach
    void close() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Platform.runLater(() -> desktop.close(() -> closed.complete(true)));
        closed.get(60, TimeUnit.SECONDS);
    }

    /** Generous: a machine that also trains a model still passes. */
    protected static void until(Callable<Boolean> condition) throws TimeoutException {
        Until.holds(180, condition);
    }

    /** Waits until something stays where it is for half a second. */
    protected static void untilStill(FxRobot robot, String selector) throws TimeoutException {
        AtomicReference<Bounds> last = new AtomicReference<>();
        until(() -> {
            Thread.sleep(500);
            Node node = robot.lookup(selector).query();
            Bounds now = node.localToScreen(node.getBoundsInLocal());
            return now.equals(last.getAndSet(now));
        });
    }

    /** Indexes drawn photos and marks the first thing of the first one. */
    protected void indexAndMark(FxRobot robot, int photos) throws Exception {
        Path folder = Files.createDirectories(home.resolve("photos 写真 📷"));
        Scene first = SampleCollection.draw(0);
        PictureWriter.write(first.picture(), folder.resolve(first.fileName()));
        for (int i = 1; i < photos; i++) {
            Scene scene = SampleCollection.draw(i);
            PictureWriter.write(scene.picture(), folder.resolve(scene.fileName()));
        }
        until(() -> desktop.galleryProperty().get() != null);
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> desktop.library().photos().size() == photos
                && !desktop.indexing().runningProperty().get());

        robot.interact(() -> desktop.open(folder.resolve(first.fileName())));
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
    }

    protected static Point2D at(FxRobot robot, double x, double y) {
        PhotoCanvas canvas = robot.lookup("#query-canvas").queryAs(PhotoCanvas.class);
        Viewport view = canvas.viewport();
        return canvas.localToScreen(view.toViewX(x), view.toViewY(y));
    }
}
