package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.FixedRun;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.IndexSummary;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IndexingViewModelTest {
    private static final Path HOLIDAYS = Path.of("/photos/holidays").toAbsolutePath();
    private static final Path WORK = Path.of("/photos/work").toAbsolutePath();

    private final FixedGallery gallery = new FixedGallery();
    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final IndexingViewModel indexing = new IndexingViewModel(background, new Messages(Language.ENGLISH));
    private final LibraryViewModel library = new LibraryViewModel(background, indexing, failure -> {});

    private FixedRun run() {
        return gallery.runs.getLast();
    }

    @Test
    void theLineTellsStageCountRateAndTimeLeft() {
        indexing.use(gallery);
        indexing.index(List.of(HOLIDAYS));
        assertThat(indexing.runningProperty().get()).isTrue();
        run().listener.onProgress(new Progress("index.scan", 120, 300, 8.44, Duration.ofSeconds(83)));
        assertThat(indexing.lineProperty().getValue())
                .isEqualTo("Looking for photos · 120 of 300 · 8.4 per second · 1:23 left");
        indexing.togglePause();
        assertThat(indexing.lineProperty().getValue()).isEqualTo("Paused · 120 of 300");
        indexing.togglePause();
        indexing.stop();
        assertThat(run().calls).containsExactly("pause", "resume", "cancel");
        run().result.complete(new IndexSummary(300, 120, 0, 1, true));
        assertThat(indexing.runningProperty().get()).isFalse();
        assertThat(indexing.lineProperty().getValue()).startsWith("Stopped: 120 new photos are kept");
    }

    @Test
    void theLibraryIsToldOfNewPhotosLessOftenAsTimeGoesOn() {
        AtomicLong seconds = new AtomicLong(100);
        IndexingViewModel timed = new IndexingViewModel(
                background,
                new Messages(Language.ENGLISH),
                () -> Duration.ofSeconds(seconds.get()).toNanos());
        List<Long> told = new ArrayList<>();
        timed.setOnPhotosChanged(() -> told.add(seconds.get()));
        timed.use(gallery);
        timed.index(List.of(HOLIDAYS));
        for (int photo = 0; photo < 60; photo++) {
            run().listener.onProgress(Progress.of("index.encode", photo, 60));
            seconds.incrementAndGet();
        }
        assertThat(told.getFirst()).isEqualTo(100);
        assertThat(told.get(1)).as("new photos are seen soon").isLessThanOrEqualTo(102);
        assertThat(told.getLast() - told.get(told.size() - 2)).isEqualTo(6); // the first second after five
        assertThat(told).hasSizeLessThan(16);
        run().result.complete(new IndexSummary(60, 60, 0, 0, false));
        assertThat(told.getLast()).as("the rest at the end").isEqualTo(160);
    }

    @Test
    void whatARunHasToSayIsToldOnce() {
        List<Message> told = new ArrayList<>();
        indexing.setOnNotice(told::add);
        indexing.use(gallery);
        Message away = Message.plain("The drive is away");
        Message codec = Message.plain("A codec is missing");
        for (List<Message> notices : List.of(List.of(away), List.of(away, codec), List.of(away))) {
            indexing.index(List.of(HOLIDAYS));
            run().result.complete(new IndexSummary(1, 0, 1, 0, false, notices));
        }
        assertThat(told).containsExactly(away, codec);
    }

    @Test
    void aFolderAskedForMeanwhileWaitsItsTurn() {
        indexing.use(gallery);
        indexing.index(List.of(HOLIDAYS));
        indexing.index(List.of(WORK));
        assertThat(gallery.runs).hasSize(1);
        run().result.complete(new IndexSummary(1, 1, 0, 0, false));
        assertThat(gallery.runs).hasSize(2);
        assertThat(run().folders).containsExactly(WORK);
    }

    @Test
    void aFolderAskedForBeforeTheLibraryIsOpenIsIndexedThen() {
        indexing.index(List.of(HOLIDAYS));
        assertThat(gallery.runs).isEmpty();
        indexing.use(gallery);
        assertThat(run().folders).containsExactly(HOLIDAYS);
    }

    @Test
    void aRunThatFailsIsToldAndTheNextOneGoesOn() {
        List<Throwable> told = new ArrayList<>();
        indexing.setOnFailure(told::add);
        indexing.use(gallery);
        indexing.index(List.of(HOLIDAYS));
        indexing.index(List.of(WORK));
        IOException full = new IOException("The disk is full.");
        run().result.completeExceptionally(full);
        assertThat(told).containsExactly(full);
        assertThat(run().folders).containsExactly(WORK);
    }

    @Test
    void theClockHasHoursOnlyWhenNeeded() {
        assertThat(ProgressLine.clock(Duration.ofSeconds(5))).isEqualTo("0:05");
        assertThat(ProgressLine.clock(Duration.ofSeconds(3 * 3600 + 62))).isEqualTo("3:01:02");
    }

    @Test
    void theLibraryShowsTheFolderOpenedAndAllOnDemand() {
        GalleryPhoto beach = new GalleryPhoto(new PhotoId(1), HOLIDAYS.resolve("beach.jpg"));
        GalleryPhoto desk = new GalleryPhoto(new PhotoId(2), WORK.resolve("desk.jpg"));
        assertThat(library.stateProperty().get()).isEqualTo(LibraryViewModel.State.LOADING);
        indexing.setOnPhotosChanged(library::refresh);
        indexing.use(gallery);
        library.use(gallery);
        assertThat(library.stateProperty().get()).isEqualTo(LibraryViewModel.State.NO_FOLDER);

        library.openFolder(HOLIDAYS);
        assertThat(library.stateProperty().get()).isEqualTo(LibraryViewModel.State.NO_PHOTOS);
        gallery.photos = List.of(beach, desk);
        run().result.complete(new IndexSummary(2, 2, 0, 0, false));
        assertThat(library.photos()).containsExactly(beach);
        assertThat(library.stateProperty().get()).isEqualTo(LibraryViewModel.State.PHOTOS);

        library.folderProperty().set(null);
        assertThat(library.photos()).containsExactly(beach, desk);
        library.openFolder(HOLIDAYS);
        assertThat(library.folders()).containsExactly(HOLIDAYS);
    }

    @Test
    void aPhotoIsShownInTheFolderOfItsCopyByThatFile() {
        Path copy = WORK.resolve("beach.jpg");
        gallery.photos = List.of(new GalleryPhoto(
                new PhotoId(1),
                HOLIDAYS.resolve("beach.jpg"),
                null,
                false,
                List.of(new GalleryPhoto.Copy(copy, false))));
        library.use(gallery);
        assertThat(library.photos()).hasSize(1);
        library.folderProperty().set(WORK);
        assertThat(library.photos()).extracting(GalleryPhoto::path).containsExactly(copy);
    }

    @Test
    void aFolderIsChangedUntilItWasLookedThroughToTheEnd() {
        indexing.setOnPhotosChanged(library::refresh);
        indexing.setOnIndexed(library::onIndexed);
        indexing.use(gallery);
        library.use(gallery);
        library.openFolder(HOLIDAYS);
        assertThat(state(HOLIDAYS)).isEqualTo(Folder.State.CHANGED);
        run().result.complete(new IndexSummary(2, 1, 0, 0, true));
        assertThat(state(HOLIDAYS)).as("stopped on the way").isEqualTo(Folder.State.CHANGED);
        library.indexAgain();
        run().result.complete(new IndexSummary(2, 2, 0, 0, false));
        gallery.photos = List.of(new GalleryPhoto(new PhotoId(1), HOLIDAYS.resolve("lake/beach.jpg"), null, true));
        library.refresh();
        assertThat(state(HOLIDAYS)).as("all its photos are away").isEqualTo(Folder.State.OFFLINE);
        assertThat(library.photos()).as("they can still be looked at").hasSize(1);
        library.folderProperty().set(HOLIDAYS.resolve("lake"));
        assertThat(library.photos()).hasSize(1);
        library.folderProperty().set(HOLIDAYS.resolve("sea"));
        assertThat(library.photos()).isEmpty();
    }

    @Test
    void aFolderThatLiesElsewhereNowIsShownAndLookedThroughThere() {
        Path elsewhere = Path.of("/elsewhere/holidays").toAbsolutePath();
        gallery.folders = List.of(HOLIDAYS, WORK);
        indexing.setOnPhotosChanged(library::refresh);
        indexing.setOnIndexed(library::onIndexed);
        indexing.use(gallery);
        library.use(gallery);
        assertThat(library.canMoveFolderProperty().get()).as("all photos").isFalse();
        library.folderProperty().set(HOLIDAYS.resolve("lake"));
        assertThat(library.canMoveFolderProperty().get()).as("a subfolder").isFalse();
        library.folderProperty().set(HOLIDAYS);
        assertThat(library.canMoveFolderProperty().get()).isTrue();

        library.relocate(elsewhere);
        assertThat(library.folders()).containsExactly(elsewhere, WORK);
        assertThat(library.folderProperty().get()).isEqualTo(elsewhere);
        assertThat(run().folders).containsExactly(elsewhere);
        assertThat(library.canMoveFolderProperty().get()).as("while indexing").isFalse();
        run().result.complete(new IndexSummary(2, 0, 2, 0, false));
        assertThat(library.canMoveFolderProperty().get()).isTrue();
    }

    @Test
    void aFolderThatIsTakenOutIsShownNoMore() {
        gallery.folders = List.of(HOLIDAYS, WORK);
        indexing.use(gallery);
        library.use(gallery);
        library.folderProperty().set(HOLIDAYS.resolve("lake"));
        library.removeFolder();
        assertThat(library.folders()).as("a subfolder cannot be").containsExactly(HOLIDAYS, WORK);
        library.folderProperty().set(HOLIDAYS);

        library.removeFolder();

        assertThat(library.folders()).containsExactly(WORK);
        assertThat(library.folderProperty().get()).as("all photos").isNull();
    }

    private Folder.State state(Path folder) {
        return library.treeProperty().get().folders().stream()
                .filter(root -> root.path().equals(folder))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
