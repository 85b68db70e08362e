package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.ColourGallery;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.GalleryOpener;
import io.manako.app.gallery.PhotoShelf;
import io.manako.app.gallery.QuerySession;
import io.manako.app.query.PhotoCanvas;
import io.manako.app.query.Viewport;
import io.manako.app.shell.DesktopViewModel;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.prompt.Box;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window as a user drives it, on real files; found by colour, so that a test takes no model and no minute. A class of
 * journeys for each topic goes on from here.
 */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
abstract class DesktopJourney {
    @TempDir
    static Path temp;

    protected final ColourGallery gallery = new ColourGallery();
    protected Path folder = temp;
    protected DesktopViewModel desktop;

    /** TestFX looks for its start in the class that it runs, so each topic has one that calls this. */
    protected void open(Stage stage) throws IOException {
        Path home = Files.createTempDirectory(temp, "home");
        Files.writeString(home.resolve("settings.json"), "{\"language\": \"ENGLISH\", \"theme\": \"LIGHT\"}");
        open(stage, home);
    }

    /** The same in the corner of a display, where the system's pointer finds it. */
    protected void openInTheCorner(Stage stage, double width) throws IOException {
        open(stage);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(width);
        stage.setHeight(800);
    }

    /** @param home the program's folder; an empty one makes this the first start */
    protected void open(Stage stage, Path home) throws IOException {
        SharedStage.reset(stage);
        folder = Files.createTempDirectory(temp, "photos 写真");
        desktop = Desktop.open(
                stage,
                home,
                new GalleryOpener() {
                    @Override
                    public Gallery open(String model, DeviceWish device, Consumer<PhotoShelf> early) {
                        return gallery;
                    }

                    @Override
                    public Path sampleFolder() {
                        return folder;
                    }

                    @Override
                    public Sample sample(
                            ProgressListener listener, Consumer<Sample> begun, CancellationToken cancellation)
                            throws IOException {
                        return drawSample(begun);
                    }
                },
                () -> {});
    }

    /** Stands for drawing the sample collection. */
    protected GalleryOpener.Sample drawSample(Consumer<GalleryOpener.Sample> begun) throws IOException {
        return new GalleryOpener.Sample(folder, scene("sample.png", Color.RED, Color.BLUE), new Box(40, 60, 80, 80));
    }

    @BeforeEach
    void waitForTheLibrary() throws Exception {
        until(() -> desktop.galleryProperty().get() != null);
    }

    @AfterEach
    void close() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Platform.runLater(() -> desktop.close(() -> closed.complete(true)));
        assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(gallery.isClosed()).isTrue();
    }

    /** A photo of 320 x 240: a square on the left, another on the right, on grey. */
    protected Path scene(String name, Color left, Color right) throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.LIGHT_GRAY);
        g.fillRect(0, 0, 320, 240);
        g.setColor(left);
        g.fillRect(40, 60, 80, 80);
        g.setColor(right);
        g.fillRect(200, 80, 80, 80);
        g.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    protected static void until(Callable<Boolean> condition) throws TimeoutException {
        Until.holds(20, condition);
    }

    /** What the folder chooser would do; a system dialog cannot be driven. */
    protected void openFolder(FxRobot robot, int photos) throws TimeoutException {
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> desktop.library().photos().size() == photos
                && !desktop.indexing().runningProperty().get());
    }

    protected QuerySession openFirstPhoto(FxRobot robot) throws TimeoutException {
        until(() -> !robot.lookup("#library-grid .photo-tile").queryAll().isEmpty());
        robot.clickOn(robot.lookup("#library-grid .photo-tile").queryAll().stream()
                .findFirst()
                .orElseThrow());
        until(() -> desktop.query().sessionProperty().get() != null
                && desktop.query().answerProperty().get() != null);
        return desktop.query().sessionProperty().get();
    }

    /** A place in the photo as a place on the screen. */
    protected static Point2D at(FxRobot robot, double x, double y) {
        PhotoCanvas canvas = robot.lookup("#query-canvas").queryAs(PhotoCanvas.class);
        Viewport view = canvas.viewport();
        return canvas.localToScreen(view.toViewX(x), view.toViewY(y));
    }

    protected static void drag(FxRobot robot, double x0, double y0, double x1, double y1) {
        robot.moveTo(at(robot, x0, y0))
                .press(MouseButton.PRIMARY)
                .moveTo(at(robot, (x0 + x1) / 2, (y0 + y1) / 2))
                .moveTo(at(robot, x1, y1))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    protected int marks() {
        return desktop.query().marks().drawingProperty().get().marks().size();
    }

    protected void untilAsked(int prompts) throws TimeoutException {
        until(() -> desktop.query().answerProperty().get() != null
                && desktop.query().answerProperty().get().request().prompts().size() == prompts);
    }

    protected List<String> firstTwo() {
        return desktop.results().hits().stream()
                .limit(2)
                .map(hit -> hit.path().getFileName().toString())
                .toList();
    }

    protected static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    protected Box box() {
        return desktop.query().answerProperty().get() != null
                        && desktop.query()
                                        .answerProperty()
                                        .get()
                                        .request()
                                        .prompts()
                                        .getFirst()
                                instanceof Box box
                ? box
                : new Box(0, 0, 1, 1);
    }
}
