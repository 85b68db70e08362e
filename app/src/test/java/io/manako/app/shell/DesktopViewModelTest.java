package io.manako.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.GalleryOpener;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.PhotoShelf;
import io.manako.app.library.LibraryViewModel;
import io.manako.app.library.Period;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.settings.SettingsFile;
import io.manako.app.task.Background;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.filter.Filter;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopViewModelTest {
    @TempDir
    Path home;

    private final FixedGallery gallery = new FixedGallery();
    private Consumer<DesktopViewModel> whileLoading = desktop -> {};
    private DesktopViewModel started;
    private String opened;

    @Test
    void theLibrarysFoldersAreLookedThroughAtTheStart() throws IOException {
        gallery.folders = List.of(home);

        start();

        assertThat(gallery.runs)
                .singleElement()
                .satisfies(run -> assertThat(run.folders).containsExactly(home));
    }

    @Test
    void theModelOfTheSettingsIsOpened() throws IOException {
        start("{\"model\": \"dino_vits16\"}");

        assertThat(opened).isEqualTo("dino_vits16");
    }

    @Test
    void aLibraryThatCannotBeWrittenIsNotIndexedUnasked() throws IOException {
        gallery.folders = List.of(home);
        gallery.readOnly = true;
        gallery.notices = List.of(Message.of("engine.store.read-only", "x"));

        DesktopViewModel desktop = start();

        assertThat(gallery.runs).isEmpty();
        assertThat(desktop.notices().nowProperty().get())
                .isEqualTo(new Notice(Notice.Kind.HINT, Message.of("engine.store.read-only", "x")));
    }

    @Test
    void aMonthOfTheLibraryAndTheFilterBothLimitTheSearch() throws IOException {
        gallery.photos = List.of(
                new GalleryPhoto(new PhotoId(1), home.resolve("a.jpg"), LocalDateTime.of(2024, 8, 1, 12, 0), false));
        DesktopViewModel desktop = start();
        desktop.query().open(home.resolve("a.jpg"));
        assertThat(asked()).isEqualTo(Filter.EVERYTHING);

        Period year = Period.years(gallery.photos).getFirst();
        desktop.library().show(year.months().getFirst());
        Filter august = new Filter.Taken(LocalDate.of(2024, 8, 1), LocalDate.of(2024, 9, 1));
        assertThat(asked()).isEqualTo(august);
        desktop.filter().textProperty().set("tag:lamp");
        Filter lamp = new Filter.Tagged("lamp", false);
        assertThat(asked()).isEqualTo(new Filter.And(List.of(lamp, august)));
        desktop.library().folderProperty().set(home);
        assertThat(asked()).isEqualTo(lamp);
    }

    @Test
    void whatWordsAloneFoundIsAskedWithAsAWhole() throws IOException {
        Path photo = home.resolve("a.jpg");
        PhotoId id = new PhotoId(1);
        Blend blend = new Blend(2, 0, new WordMatch(id, 1, 2, List.of("lamp")));
        Hit hit = new Hit(1, id, photo, 2, new Box(0, 0, 80, 60), 0, 80, 60).with(blend);

        start().searchFrom(hit);

        assertThat(gallery.sessions.getLast().path()).isEqualTo(photo);
        assertThat(gallery.sessions.getLast().requests.getLast().prompts()).isEmpty();
    }

    @Test
    void theLibraryIsAskedNothingMoreOnceTheWindowCloses() throws IOException {
        gallery.hits = List.of(new Hit(1, new PhotoId(1), home.resolve("b.jpg"), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60));
        gallery.notes.suggested = List.of("lamp");
        gallery.notes.shared = List.of("shade");
        DesktopViewModel desktop = start();
        desktop.query().open(home.resolve("a.jpg"));
        desktop.query().feedback().judge(List.of(new PhotoId(1)), true);
        assertThat(desktop.refinement().words().suggested()).containsExactly("lamp");
        assertThat(desktop.refinement().lessons().wordsProperty().get()).containsExactly("shade");

        desktop.close(() -> {});
        assertThat(desktop.refinement().words().suggested()).isEmpty();
        assertThat(desktop.refinement().lessons().wordsProperty().get()).isEmpty();
    }

    @Test
    void ofWhatIsDroppedFoldersJoinTheLibraryAndTheFirstFileIsTheQuery() throws IOException {
        DesktopViewModel desktop = start();
        Path one = Files.createDirectory(home.resolve("one"));
        Path two = Files.createDirectory(home.resolve("two"));

        desktop.open(List.of(one, home.resolve("a.jpg"), two, home.resolve("b.jpg")));

        assertThat(desktop.library().folders()).containsExactly(one, two);
        assertThat(desktop.query().sessionProperty().get().path()).isEqualTo(home.resolve("a.jpg"));
        assertThat(desktop.notices().nowProperty().get())
                .isEqualTo(new Notice(Notice.Kind.HINT, Message.of("query.first-of-several", "a.jpg", 2)));
    }

    private Filter asked() {
        return gallery.sessions.getLast().requests.getLast().filter();
    }

    private DesktopViewModel start() throws IOException {
        return start("{}");
    }

    @Test
    void thePhotosAreShownWhileTheModelIsStillBeingLoaded() throws IOException {
        gallery.photos = List.of(new GalleryPhoto(new PhotoId(1), home.resolve("a.jpg"), null, false));
        AtomicReference<LibraryViewModel.State> shown = new AtomicReference<>();
        whileLoading = desktop -> {
            assertThat(desktop.galleryProperty().get()).isNull();
            assertThat(desktop.library().photos()).hasSize(1);
            shown.set(desktop.library().stateProperty().get());
            desktop.query().open(home.resolve("a.jpg"));
            assertThat(desktop.query().messageProperty().get()).isEqualTo(Message.of("query.not-ready"));
        };

        DesktopViewModel desktop = start();

        assertThat(shown.get()).isEqualTo(LibraryViewModel.State.PHOTOS);
        assertThat(desktop.query().messageProperty().get()).isNull();
        assertThat(desktop.query().sessionProperty().get().path())
                .as("a photo that was chosen meanwhile opens")
                .isEqualTo(home.resolve("a.jpg"));

        desktop.query().open(home.resolve("b.jpg"));
        desktop.query().use(gallery);
        assertThat(desktop.query().sessionProperty().get().path())
                .as("and once only")
                .isEqualTo(home.resolve("b.jpg"));
    }

    @Test
    void wordsThatWereTypedMeanwhileAreAskedForWhenTheModelIsThere() throws IOException {
        whileLoading = desktop -> desktop.words().textProperty().set("red chair");

        start();

        assertThat(gallery.wordRequests).extracting(SearchRequest::words).containsExactly("red chair");
    }

    @Test
    void aPhotoWaitsForNoModelThatCannotBeLoaded() throws IOException {
        whileLoading = desktop -> {
            desktop.query().open(home.resolve("a.jpg"));
            throw new IllegalStateException("no model");
        };

        DesktopViewModel desktop = start();

        assertThat(desktop.library().stateProperty().get()).isEqualTo(LibraryViewModel.State.FAILED);
        assertThat(desktop.query().messageProperty().get()).isNull();
        assertThat(desktop.query().sessionProperty().get()).isNull();
    }

    private DesktopViewModel start(String settings) throws IOException {
        Files.writeString(home.resolve("settings.json"), settings);
        SettingsFile file = new SettingsFile(home);
        DesktopViewModel desktop = new DesktopViewModel(
                Background.on(Runnable::run, Runnable::run),
                new Messages(Language.ENGLISH),
                file,
                file.load(),
                new FixedOpener());
        started = desktop;
        desktop.start();
        return desktop;
    }

    private final class FixedOpener implements GalleryOpener {
        @Override
        public Gallery open(String model, DeviceWish device, Consumer<PhotoShelf> early) {
            opened = model;
            early.accept(gallery);
            whileLoading.accept(started);
            return gallery;
        }

        @Override
        public Path sampleFolder() {
            return home;
        }

        @Override
        public Sample sample(ProgressListener listener, Consumer<Sample> begun, CancellationToken cancellation) {
            return new Sample(home, home.resolve("sample.png"), new Box(0, 0, 1, 1));
        }
    }
}
