package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.app.export.ExportFormat;
import io.manako.app.gallery.ColourGallery;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.GalleryOpener;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.QuerySession;
import io.manako.app.query.PhotoCanvas;
import io.manako.app.query.Tool;
import io.manako.app.query.Viewport;
import io.manako.app.results.HitOrder;
import io.manako.app.settings.LanguageChoice;
import io.manako.app.settings.Theme;
import io.manako.app.shell.DesktopViewModel;
import io.manako.app.viewer.ViewerView;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.search.Hit;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a user drives it, on real files; found by colour, so that a test takes no model and no minute. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class JourneyTest {
    @TempDir
    static Path temp;

    private final ColourGallery gallery = new ColourGallery();
    private Path folder = temp;
    private DesktopViewModel desktop;

    @Start
    void start(Stage stage) throws IOException {
        Path home = Files.createTempDirectory(temp, "home");
        Files.writeString(home.resolve("settings.json"), "{\"language\": \"ENGLISH\", \"theme\": \"LIGHT\"}");
        folder = Files.createTempDirectory(temp, "photos 写真");
        desktop = Desktop.open(
                stage,
                home,
                new GalleryOpener() {
                    @Override
                    public Gallery open() {
                        return gallery;
                    }

                    @Override
                    public Path sampleFolder() {
                        return folder;
                    }

                    @Override
                    public Sample sample(ProgressListener listener, CancellationToken cancellation) throws IOException {
                        return new Sample(folder, scene("sample.png", Color.RED, Color.BLUE), new Box(40, 60, 80, 80));
                    }
                },
                () -> {});
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
    private Path scene(String name, Color left, Color right) throws IOException {
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

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What the folder chooser would do; a system dialog cannot be driven. */
    private void openFolder(FxRobot robot, int photos) throws TimeoutException {
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> desktop.library().photos().size() == photos
                && !desktop.indexing().runningProperty().get());
    }

    private QuerySession openFirstPhoto(FxRobot robot) throws TimeoutException {
        robot.clickOn(robot.lookup("#library-grid .photo-tile").queryAll().stream()
                .findFirst()
                .orElseThrow());
        until(() -> desktop.query().sessionProperty().get() != null
                && desktop.query().answerProperty().get() != null);
        return desktop.query().sessionProperty().get();
    }

    /** A place in the photo as a place on the screen. */
    private static Point2D at(FxRobot robot, double x, double y) {
        PhotoCanvas canvas = robot.lookup("#query-canvas").queryAs(PhotoCanvas.class);
        Viewport view = canvas.viewport();
        return canvas.localToScreen(view.toViewX(x), view.toViewY(y));
    }

    private static void drag(FxRobot robot, double x0, double y0, double x1, double y1) {
        robot.moveTo(at(robot, x0, y0))
                .press(MouseButton.PRIMARY)
                .moveTo(at(robot, (x0 + x1) / 2, (y0 + y1) / 2))
                .moveTo(at(robot, x1, y1))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int marks() {
        return desktop.query().drawingProperty().get().marks().size();
    }

    private void untilAsked(int prompts) throws TimeoutException {
        until(() -> desktop.query().answerProperty().get() != null
                && desktop.query().answerProperty().get().request().prompts().size() == prompts);
    }

    private List<String> firstTwo() {
        return desktop.results().hits().stream()
                .limit(2)
                .map(hit -> hit.path().getFileName().toString())
                .toList();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
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
        until(() -> desktop.tags().of(chosen.getLast()).equals(List.of(new TagName("Lmap"))));
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
        assertThat(desktop.query().toolProperty().get()).isEqualTo(Tool.BOX);
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
        robot.write("Red things").type(KeyCode.ENTER);
        until(() -> text(robot, "#saved-message").equals("The search is saved as “Red things”."));
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#saved-dialog").tryQuery().isEmpty());

        robot.targetWindow(main.getScene().getWindow());
        robot.interact(() -> desktop.query().clear());
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
            desktop.tags().apply(TagEdit.of(photos.subList(0, 2), List.of(lamp), List.of()));
            desktop.tags().apply(TagEdit.of(photos.subList(1, 2), List.of(red), List.of()));
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

    private static String clipboard(FxRobot robot) {
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    @Test
    void pointsAndBrushWithUndoAndRedo(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 2);
        openFirstPhoto(robot);

        robot.type(KeyCode.P);
        robot.clickOn(at(robot, 80, 100));
        robot.clickOn(at(robot, 90, 110));
        untilAsked(2);
        robot.type(KeyCode.N);
        robot.clickOn(at(robot, 240, 120));
        untilAsked(3);
        robot.type(KeyCode.R);
        drag(robot, 50, 100, 110, 100);
        untilAsked(4);
        drag(robot, 50, 120, 110, 120);
        assertThat(marks()).isEqualTo(5);

        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        untilAsked(3);
        assertThat(marks()).isEqualTo(3);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Y).release(KeyCode.SHORTCUT);
        untilAsked(4);
        robot.clickOn("#undo");
        robot.clickOn("#undo");
        untilAsked(2);

        // Only "not this" is left: the engine's sentence is shown instead of results.
        robot.clickOn("#undo").clickOn("#undo");
        robot.clickOn("#tool-negative");
        robot.clickOn(at(robot, 240, 120));
        until(() -> desktop.query().messageProperty().get() != null);
        assertThat(robot.lookup("#query-message").queryAs(Node.class).isVisible())
                .isTrue();
        assertThat(desktop.results().hits()).isEmpty();

        // Marks stay where they are in the photo at another zoom.
        robot.type(KeyCode.DELETE);
        robot.clickOn("#zoom-in").clickOn("#zoom-in");
        robot.type(KeyCode.B);
        drag(robot, 130, 90, 180, 140);
        untilAsked(1);
        Box box =
                (Box) desktop.query().answerProperty().get().request().prompts().getFirst();
        assertThat(box.iou(new Box(130, 90, 50, 50))).isGreaterThan(0.95);

        // The same without a mouse: arrow keys move a cross, Enter puts the tool down and lifts it.
        robot.type(KeyCode.DELETE);
        robot.interact(() -> robot.lookup("#query-canvas").queryAs(Node.class).requestFocus());
        robot.type(KeyCode.LEFT, 2)
                .type(KeyCode.ENTER)
                .type(KeyCode.RIGHT, 5)
                .type(KeyCode.DOWN, 5)
                .type(KeyCode.ENTER);
        untilAsked(1);
        assertThat(marks()).isEqualTo(1);
    }

    @Test
    void lassoAndHandlesWithUndo(FxRobot robot) throws Exception {
        Path one = scene("one.png", Color.RED, Color.BLUE);
        Path two = scene("two.png", Color.BLUE, Color.GREEN);
        openFolder(robot, 2);
        robot.interact(() -> desktop.openAny(one));
        until(() -> desktop.query().answerProperty().get() != null);

        robot.type(KeyCode.L);
        robot.moveTo(at(robot, 205, 85))
                .press(MouseButton.PRIMARY)
                .moveTo(at(robot, 275, 85))
                .moveTo(at(robot, 275, 155))
                .moveTo(at(robot, 205, 155))
                .release(MouseButton.PRIMARY);
        untilAsked(1);
        assertThat(desktop.query().answerProperty().get().request().prompts().getFirst())
                .isInstanceOf(Mask.class);
        assertThat(marks()).isEqualTo(1);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        untilAsked(0);

        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        drag(robot, 45, 85, 205, 105); // by its left side
        untilAsked(1);
        assertThat(marks()).isEqualTo(1);
        until(() -> box().iou(new Box(205, 85, 70, 70)) > 0.9);
        robot.clickOn("#undo");
        until(() -> box().iou(new Box(45, 65, 70, 70)) > 0.9);

        // Another photo and back: the box is still there.
        robot.interact(() -> desktop.openAny(two));
        until(() -> desktop.query().sessionProperty().get().path().equals(two));
        assertThat(marks()).isZero();
        robot.interact(() -> desktop.openAny(one));
        until(() -> desktop.query().sessionProperty().get().path().equals(one));
        assertThat(marks()).isEqualTo(1);
    }

    private Box box() {
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
        robot.type(KeyCode.ESCAPE);

        QuerySession open = openFirstPhoto(robot);
        robot.interact(() -> desktop.openAny(broken));
        until(() -> desktop.query().messageProperty().get() != null);
        assertThat(text(robot, "#query-message")).contains("broken.jpg");
        assertThat(desktop.query().sessionProperty().get()).isSameAs(open);
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
    void languageThemeAndTextSizeChangeAtOnceAndLoseNothing(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        openFolder(robot, 1);
        QuerySession open = openFirstPhoto(robot);
        robot.type(KeyCode.B);
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);

        robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#settings-dialog").tryQuery().isPresent());
        robot.clickOn("#settings-language-japanese");
        until(() -> robot.lookup("#settings-close").queryButton().getText().equals("閉じる"));
        assertThat(text(robot, "#query-title")).isEqualTo("one.png");
        assertThat(text(robot, "#open-folder")).isEqualTo("フォルダーを開く");

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
    }
}
