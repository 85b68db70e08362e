package io.manako.app;

import io.manako.app.action.Action;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.query.Mark;
import io.manako.app.query.Tool;
import io.manako.app.settings.LanguageChoice;
import io.manako.app.settings.Theme;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.sample.Kind;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SceneObject;
import io.manako.engine.search.Hit;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

/**
 * Takes the pictures of the user guide in the real window, on the sample collection. Arguments: an empty folder for the
 * program's home, and the folder that the pictures are written to. On a display of 1440 x 900 pixels, such as Xvfb's:
 *
 * <pre>{@code
 * xvfb-run -a -s "-screen 0 1440x900x24" mvn -q -pl app -am test-compile exec:exec -Dexec.classpathScope=test \
 *     -Dmanako.main=io.manako.app.GuidePictures -Dmanako.args="HOME OUT"
 * }</pre>
 *
 * {@code desktop-first-start} is not among them: a first start draws its own collection, and looks so half a minute in.
 * {@code convert IN.png +dither -colors 256 PNG8:OUT.png} makes them as small as those in {@code docs/images}.
 */
public final class GuidePictures {
    private GuidePictures() {}

    public static void main(String[] args) throws IOException {
        Path home = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        Files.writeString(home.resolve("settings.json"), "{\"language\": \"ENGLISH\", \"theme\": \"LIGHT\"}");
        Path out = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
        // JavaFX on the class path wants a main class that is no Application.
        Application.launch(Script.class, home.toString(), out.toString());
    }

    /** The session of which pictures are taken. */
    public static final class Script extends PictureScript {
        private static final int FIRST = 24;
        private static final Kind ASKED = Kind.MUG;

        private List<SamplePhoto> truth = List.of();
        private Path photos = Path.of("");
        private Path fresh = Path.of("");

        @Override
        protected void onOpened() {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(SCREEN.getWidth());
            stage.setHeight(SCREEN.getHeight());
        }

        @Override
        protected void script() throws Exception {
            Path home = Path.of(getParameters().getRaw().get(0));
            out = Path.of(getParameters().getRaw().get(1));
            photos = home.resolve("photos").resolve("2025");
            fresh = home.resolve("photos").resolve("2026");
            truth = SampleCollection.writeTo(photos, ProgressListener.NONE, new CancellationToken());
            Files.createDirectories(fresh);
            for (SamplePhoto photo : truth.subList(FIRST, truth.size())) {
                Files.move(photos.resolve(photo.fileName()), fresh.resolve(photo.fileName()));
            }
            until(() -> desktop.galleryProperty().get() != null);
            index(photos, FIRST);
            askForAMug();
            indexing();
            themesLanguagesAndMenus();
            marks();
            feedback();
            dialogs();
            wordsAndTags();
            suggestions();
            viewer();
        }

        private void index(Path folder, int photosThen) throws InterruptedException {
            open(folder);
            untilIndexed(photosThen);
        }

        private void open(Path folder) {
            ui(() -> {
                desktop.openFolder(folder);
                desktop.library().folderProperty().set(null);
            });
        }

        private void untilIndexed(int photosThen) throws InterruptedException {
            until(() -> onUi(() -> desktop.library().photos().size() == photosThen
                    && !desktop.indexing().runningProperty().get()));
        }

        private void askForAMug() throws InterruptedException {
            SamplePhoto asked = truth.stream()
                    .limit(FIRST)
                    .filter(photo -> photo.objects().stream().anyMatch(thing -> thing.kind() == ASKED))
                    .max((a, b) -> Double.compare(area(thing(a, ASKED)), area(thing(b, ASKED))))
                    .orElseThrow();
            Box box = thing(asked, ASKED);
            ui(() -> {
                desktop.query()
                        .open(
                                photos.resolve(asked.fileName()),
                                List.of(new Mark.Frame(
                                        box.x(), box.y(), box.width(), box.height(), Polarity.POSITIVE)));
            });
            until(() -> onUi(() -> desktop.query().answerProperty().get() != null));
        }

        private static Box thing(SamplePhoto photo, Kind kind) {
            return photo.objects().stream()
                    .filter(thing -> thing.kind() == kind)
                    .map(SceneObject::box)
                    .findFirst()
                    .orElseThrow();
        }

        private static double area(Box box) {
            return box.width() * box.height();
        }

        private void indexing() throws Exception {
            open(fresh);
            until(() -> onUi(() -> desktop.library().photos().size() >= FIRST + 12));
            take("desktop-indexing");
            untilIndexed(truth.size());
        }

        private void themesLanguagesAndMenus() throws Exception {
            select(1);
            until(() ->
                    onUi(() -> desktop.results().peek(desktop.results().hits().get(1)) != null));
            theme(Theme.DARK);
            take("desktop-dark");
            theme(Theme.LIGHT);
            ui(() -> desktop.settings().languageProperty().set(LanguageChoice.JAPANESE));
            take("desktop-japanese");
            ui(() -> desktop.settings().languageProperty().set(LanguageChoice.ENGLISH));
            fire(Action.COMPARE);
            take("desktop-compare");
            fire(Action.COMPARE);
            settle();
            Node tile = onUi(() -> stage.getScene().lookup("#results-grid").lookupAll(".photo-tile").stream()
                    .filter(Node::isVisible)
                    .skip(1)
                    .findFirst()
                    .orElseThrow());
            Bounds place = onUi(() -> tile.localToScreen(tile.getLayoutBounds()));
            robot(robot -> robot.mouseMove(place.getCenterX(), place.getMinY() + 30));
            robot(robot -> robot.mouseClick(MouseButton.SECONDARY));
            take("desktop-menu");
            robot(robot -> robot.keyType(KeyCode.ESCAPE));
            settle();
        }

        /** Points, and paint for what is not meant. */
        private void marks() throws Exception {
            SamplePhoto asked = truth.stream()
                    .limit(FIRST)
                    .filter(photo -> photo.objects().size() >= 4
                            && photo.objects().stream().anyMatch(thing -> thing.kind() == Kind.PLANT))
                    .findFirst()
                    .orElseThrow();
            ui(() -> desktop.query().open(photos.resolve(asked.fileName()), List.of()));
            until(() -> onUi(() -> desktop.query().sessionProperty().get() != null
                    && desktop.query().sessionProperty().get().path().endsWith(asked.fileName())));
            Box plant = thing(asked, Kind.PLANT);
            Box other = asked.objects().stream()
                    .filter(thing -> thing.kind() != Kind.PLANT)
                    .map(SceneObject::box)
                    .max((a, b) -> Double.compare(area(a), area(b)))
                    .orElseThrow();
            stroke(Tool.POINT, plant.x() + plant.width() / 2, plant.y() + plant.height() * 0.7, 0, 0, false);
            stroke(
                    Tool.BRUSH,
                    plant.x() + plant.width() * 0.3,
                    plant.y() + plant.height() * 0.35,
                    plant.width() * 0.4,
                    0,
                    false);
            stroke(
                    Tool.BRUSH,
                    other.x() + other.width() * 0.4,
                    other.y() + other.height() * 0.3,
                    other.width() * 0.2,
                    other.height() * 0.4,
                    true);
            ui(() -> desktop.query().marks().toolProperty().set(Tool.BRUSH));
            take("desktop-brush");
        }

        private void stroke(Tool tool, double x, double y, double dx, double dy, boolean inverted) {
            ui(() -> {
                desktop.query().marks().toolProperty().set(tool);
                desktop.query().marks().press(x, y, 4, inverted);
                desktop.query().marks().drag(x + dx / 2, y + dy / 2);
                desktop.query().marks().drag(x + dx, y + dy);
                desktop.query().marks().release();
            });
        }

        private void feedback() throws Exception {
            ui(() -> desktop.query().marks().toolProperty().set(Tool.BOX));
            askForAMug();
            for (Kind kind : List.of(Kind.MUG, Kind.PLANT, Kind.TOY_CAR)) {
                List<PhotoId> showing = ids().filter(id -> shows(id, kind)).toList();
                ui(() -> desktop.curation()
                        .tags()
                        .apply(TagEdit.of(showing, List.of(new TagName(kind.label())), List.of())));
            }
            settle();
            List<PhotoId> hits =
                    onUi(() -> desktop.results().hits().stream().map(Hit::id).toList());
            List<PhotoId> right =
                    hits.stream().filter(id -> shows(id, ASKED)).limit(5).toList();
            List<PhotoId> wrong =
                    hits.stream().filter(id -> !shows(id, ASKED)).limit(1).toList();
            ui(() -> {
                desktop.query().feedback().judge(right, true);
                desktop.query().feedback().judge(wrong, false);
                desktop.query().feedback().judge(new TagName("plant"), true);
                desktop.query().feedback().judge(new TagName("toy car"), false);
            });
            until(() -> onUi(() -> desktop.refinement().lessons().lessons().size() == 6));
            ui(() -> desktop.notices().dismiss());
            take("desktop-feedback");
        }

        private void dialogs() throws Exception {
            collect("Best mugs", Kind.MUG, 8);
            collect("Exhibition 2026", Kind.PLANT, 5);
            select(0);
            fire(Action.JUDGE_TAG);
            enter("judged-tag", "p", false);
            take("desktop-judge-tag", "judge-tag-dialog");
            fire(Action.EDIT_WORDS);
            enter("photo-words-typed", "breakfast", true);
            take("desktop-photo-words", "photo-words-dialog");
            theme(Theme.DARK);
            fire(Action.SHOW_COLLECTIONS);
            take("desktop-collections", "collections-dialog");
            theme(Theme.LIGHT);
            fire(Action.WRITE_CAPTIONS);
            enter("captions-endpoint", "http://localhost:11434", false);
            enter("captions-model", "llava", false);
            take("desktop-captions", "captions-dialog");
        }

        private void wordsAndTags() throws Exception {
            ui(() -> desktop.query().feedback().reset());
            ui(() -> desktop.words().textProperty().set("plant"));
            until(() -> onUi(() -> desktop.results().hits().stream().anyMatch(hit -> hit.blend() != null)));
            select(0);
            take("desktop-words");
            ui(() -> desktop.words().textProperty().set(""));
            until(() -> onUi(() -> desktop.results().hits().stream().noneMatch(hit -> hit.blend() != null)));
            ui(() -> stage.getScene().lookup("#results-grid").requestFocus());
            robot(robot -> robot.keyType(KeyCode.HOME));
            robot(robot -> robot.keyPress(KeyCode.SHIFT));
            robot(robot -> robot.keyType(KeyCode.RIGHT));
            robot(robot -> robot.keyType(KeyCode.RIGHT));
            robot(robot -> robot.keyRelease(KeyCode.SHIFT));
            fire(Action.TAG_HITS);
            enter("tag-name", "m", false);
            take("desktop-tags");
            close("tag-dialog");
        }

        /** Every other mug has lost its tag, and plants have theirs: enough to learn from. */
        private void suggestions() throws Exception {
            List<PhotoId> mugs = ids().filter(id -> shows(id, ASKED)).toList();
            List<PhotoId> forgotten = IntStream.range(0, mugs.size())
                    .filter(i -> i % 2 == 1)
                    .mapToObj(mugs::get)
                    .toList();
            ui(() -> desktop.curation()
                    .tags()
                    .apply(TagEdit.of(forgotten, List.of(), List.of(new TagName(ASKED.label())))));
            settle();
            fire(Action.SHOW_SUGGESTIONS);
            until(() ->
                    onUi(() -> !desktop.curation().suggestions().suggestions().isEmpty()));
            take("desktop-suggest");
            close("suggest-dialog");
        }

        /** A box while it is being drawn. */
        private void viewer() throws Exception {
            select(0);
            fire(Action.SHOW_VIEWER);
            settle();
            double x = SCREEN.getWidth() / 2;
            double y = SCREEN.getHeight() / 2;
            robot(robot -> robot.mouseMove(x - 140, y - 60));
            robot(robot -> robot.mousePress(MouseButton.PRIMARY));
            robot(robot -> robot.mouseMove(x, y + 60));
            robot(robot -> robot.mouseMove(x + 120, y + 180));
            take("desktop-viewer");
        }

        private void collect(String name, Kind kind, int most) {
            desktop.galleryProperty()
                    .get()
                    .collections()
                    .add(
                            new CollectionName(name),
                            ids().filter(id -> shows(id, kind)).limit(most).toList());
        }

        private Stream<PhotoId> ids() {
            return onUi(() -> List.copyOf(desktop.library().photos())).stream().map(GalleryPhoto::id);
        }

        private boolean shows(PhotoId id, Kind kind) {
            String name = onUi(() -> desktop.library().photos().stream()
                    .filter(photo -> photo.id().equals(id))
                    .map(photo -> String.valueOf(photo.path().getFileName()))
                    .findFirst()
                    .orElseThrow());
            return truth.stream()
                    .filter(photo -> photo.fileName().equals(name))
                    .flatMap(photo -> photo.objects().stream())
                    .anyMatch(thing -> thing.kind() == kind);
        }

        private void select(int hit) throws InterruptedException {
            ui(() -> {
                desktop.results()
                        .selectedProperty()
                        .set(desktop.results().hits().get(hit));
            });
        }

        private void theme(Theme theme) {
            ui(() -> desktop.settings().themeProperty().set(theme));
        }
    }
}
