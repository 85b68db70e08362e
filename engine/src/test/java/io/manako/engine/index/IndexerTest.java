package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.manako.engine.library.Relocation;
import io.manako.engine.library.RelocationException;
import io.manako.engine.metadata.TaggedFiles;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.UnreadableFile;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {
    @TempDir
    Path home;

    private Path folder;
    private LibraryStore store;
    private FakeEncoder encoder;
    private Indexer indexer;
    private final List<PhotoDescriptor> stored = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(home.resolve("photos"));
        store = LibraryStore.open(home.resolve("library"));
        use(new FakeEncoder());
    }

    private void use(FakeEncoder other) {
        encoder = other;
        indexer = new Indexer(store, encoder, new WindowLayout(1, 2), stored::addAll, () -> {}, 2);
    }

    @AfterEach
    void close() {
        indexer.close();
        store.close();
    }

    private IndexReport index(Path... folders) {
        return indexer.start(List.of(folders), ProgressListener.NONE).result().join();
    }

    private PhotoRow onlyPhoto() {
        assertThat(store.catalogue().photos()).hasSize(1);
        return store.catalogue().photos().getFirst();
    }

    @Test
    void everyPhotoBelowTheFolderIsDescribedOnce() throws IOException {
        Photos.writeMany(folder, 20);

        IndexReport report = index(folder);

        assertThat(report.found()).isEqualTo(20);
        assertThat(report.encoded()).isEqualTo(20);
        assertThat(report.cancelled()).isFalse();
        assertThat(store.catalogue().photos()).hasSize(20).allSatisfy(photo -> {
            assertThat(photo.state()).isEqualTo(FileState.PRESENT);
            PhotoDescriptor descriptor =
                    store.descriptors(encoder.model()).find(photo.id()).orElseThrow();
            assertThat(descriptor.windowCount()).isEqualTo(10);
            assertThat(descriptor.gridColumns() > descriptor.gridRows()).isEqualTo(photo.width() > photo.height());
        });
        assertThat(stored)
                .extracting(PhotoDescriptor::id)
                .doesNotHaveDuplicates()
                .hasSize(20);
        assertThat(encoder.batchSizes).allMatch(size -> size <= 8).anyMatch(size -> size > 1);
        assertThat(store.catalogue().roots()).containsExactly(folder);
        assertThat(LibraryStore.backups(store.directory())).hasSize(1);

        IndexReport again = index();

        assertThat(again.unchanged()).isEqualTo(20);
        assertThat(again.encoded()).isZero();
        assertThat(encoder.encoded).hasValue(20);
        assertThat(LibraryStore.backups(store.directory())).hasSize(1);
    }

    @Test
    void photosOfAnOlderCatalogueGetTheirHashWithoutBeingEncodedAgain() throws IOException {
        Photos.writeMany(folder, 3);
        index(folder);
        List<PhotoRow> before = store.catalogue().photos();
        assertThat(before).extracting(PhotoRow::hash).doesNotContain(PerceptualHash.NONE);
        store.catalogue().write(writer -> writer.putHash(before.getFirst().id(), null));
        assertThat(store.catalogue().photosWithoutHash())
                .containsExactly(before.getFirst().id());

        IndexReport report = index();

        assertThat(report.encoded()).isZero();
        assertThat(report.unchanged()).isEqualTo(3);
        assertThat(store.catalogue().photos()).isEqualTo(before);
        assertThat(store.catalogue().photosWithoutHash()).isEmpty();
    }

    @Test
    void onlyNewAndChangedPhotosAreEncoded() throws IOException {
        Photos.writeMany(folder, 5);
        index(folder);
        Photos.write(folder.resolve("new.png"), 90);
        Photos.write(folder.resolve("sub0/0.jpg"), 91);

        IndexReport report = index(folder);

        assertThat(report.encoded()).isEqualTo(2);
        assertThat(report.unchanged()).isEqualTo(4);
        assertThat(encoder.encoded).hasValue(7);
    }

    @Test
    void aMovedAndRenamedPhotoKeepsItsRow() throws IOException {
        Path old = Photos.write(folder.resolve("a/old.jpg"), 1);
        index(folder);
        PhotoId id = onlyPhoto().id();
        Path renamed = folder.resolve("b/写真 📷.jpg");
        Files.createDirectories(renamed.getParent());
        Files.move(old, renamed);

        IndexReport report = index(folder);

        assertThat(report.moved()).isEqualTo(1);
        assertThat(report.encoded()).isZero();
        assertThat(onlyPhoto().id()).isEqualTo(id);
        assertThat(onlyPhoto().path()).isEqualTo(renamed);
        assertThat(onlyPhoto().copies()).isEmpty();
    }

    @Test
    void twoPhotosThatSwapNamesKeepTheirRows() throws IOException {
        Path a = Photos.write(folder.resolve("a.png"), 1);
        Path b = Photos.write(folder.resolve("b.png"), 2);
        index(folder);
        PhotoId first = store.catalogue().photoAt(a).orElseThrow().id();
        Files.move(a, folder.resolve("c"));
        Files.move(b, a);
        Files.move(folder.resolve("c"), b);
        touch(a, 1);
        touch(b, 2);

        assertThat(index(folder).encoded()).isZero();
        assertThat(store.catalogue().photoAt(b).orElseThrow().id()).isEqualTo(first);
        assertThat(store.catalogue().photos())
                .hasSize(2)
                .allSatisfy(photo -> assertThat(photo.copies()).isEmpty());
    }

    @Test
    void aPhotoWhoseMetadataWereRewrittenKeepsItsRow() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        index(folder);
        PhotoId id = onlyPhoto().id();
        byte[] jpeg = Files.readAllBytes(file);
        byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 6, 'l', 'a', 'm', 'p'};
        byte[] rewritten = new byte[jpeg.length + comment.length];
        System.arraycopy(jpeg, 0, rewritten, 0, 2);
        System.arraycopy(comment, 0, rewritten, 2, comment.length);
        System.arraycopy(jpeg, 2, rewritten, 2 + comment.length, jpeg.length - 2);
        Files.write(file, rewritten);

        IndexReport report = index(folder);

        assertThat(report.encoded()).isZero();
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(onlyPhoto().id()).isEqualTo(id);
        assertThat(index(folder).unchanged()).isEqualTo(1);
    }

    private List<String> tags() {
        PhotoId photo = onlyPhoto().id();
        return store.catalogue().tags().of(List.of(photo)).getOrDefault(photo, List.of()).stream()
                .map(tag -> tag.tag().text())
                .toList();
    }

    @Test
    void keywordsOfFilesBecomeTagsAndFollowTheFile() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        byte[] bare = Files.readAllBytes(file);
        Files.write(file, TaggedFiles.withXmp(bare, TaggedFiles.keywords("lamp", "赤い")));
        index(folder);
        assertThat(tags()).containsExactly("lamp", "赤い");

        Files.write(file, TaggedFiles.withXmp(bare, TaggedFiles.keywords("chair")));
        touch(file, 1);
        assertThat(index(folder).encoded()).isZero();
        assertThat(tags()).containsExactly("chair");
    }

    @Test
    void photosThatAreIndexedGetTheirKeywordsWithoutBeingEncodedOrHashedAgain() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        index(folder);
        Path sidecar = Files.writeString(folder.resolve("a.jpg.xmp"), TaggedFiles.keywords("lamp"));
        encoder.onFit = picture -> {
            throw new AssertionError("decoded again");
        };
        List<Progress> seen = new CopyOnWriteArrayList<>();

        IndexReport report = indexer.start(List.of(), seen::add).result().join();

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.notices()).isEmpty();
        assertThat(tags()).containsExactly("lamp");
        assertThat(seen).extracting(Progress::stage).contains("index.metadata");
        seen.clear();
        indexer.start(List.of(), seen::add).result().join();
        assertThat(seen).extracting(Progress::stage).as("once is enough").doesNotContain("index.metadata");

        Files.writeString(sidecar, TaggedFiles.keywords("chair"));
        touch(sidecar, 1);
        index();
        assertThat(tags()).containsExactly("chair");
        Files.delete(sidecar);
        index();
        assertThat(tags()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aSidecarCountsMoreThanTheFileAndTheOneOfTheFullNameMost() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        Files.write(file, TaggedFiles.withXmp(Files.readAllBytes(file), TaggedFiles.keywords("inside")));
        Files.writeString(folder.resolve("a.XMP"), TaggedFiles.keywords("short"));
        index(folder);
        assertThat(tags()).containsExactly("short");
        Files.writeString(folder.resolve("a.jpg.xmp"), TaggedFiles.keywords("full"));
        index(folder);
        assertThat(tags()).containsExactly("full");
    }

    @Test
    void brokenSidecarsAreAFewSentencesAndStopNothing() throws IOException {
        for (int i = 0; i < 6; i++) {
            Photos.write(folder.resolve(i + ".png"), i);
            Files.writeString(folder.resolve(i + ".xmp"), "<html>");
        }

        IndexReport report = index(folder);

        assertThat(report.encoded()).isEqualTo(6);
        assertThat(report.unreadable()).isZero();
        assertThat(report.notices()).hasSize(4);
        assertThat(report.notices().getFirst().english()).contains(".xmp").contains("it is no XMP document");
        assertThat(report.notices().getLast().english()).startsWith("3 more files");
        assertThat(index(folder).notices()).as("said once").isEmpty();
    }

    @Test
    void anotherPictureUnderTheSameNameIsAnotherPhoto() throws IOException {
        Path file = Photos.write(folder.resolve("IMG_0001.jpg"), 1);
        index(folder);
        PhotoId first = onlyPhoto().id();
        Path archived = folder.resolve("archive/IMG_0001.jpg");
        Files.createDirectories(archived.getParent());
        Files.move(file, archived);
        Photos.write(file, 2);

        index(folder);

        assertThat(store.catalogue().photoAt(archived).orElseThrow().id()).isEqualTo(first);
        assertThat(store.catalogue().photoAt(file).orElseThrow().id()).isNotEqualTo(first);
    }

    @Test
    void copiesAreOnePhoto() throws IOException {
        Path file = Photos.write(folder.resolve("a.png"), 1);
        for (int i = 0; i < 6; i++) {
            Files.copy(file, folder.resolve("copy" + i + ".png"));
        }
        IndexReport report = index(folder);
        assertThat(report.copies()).isEqualTo(6);
        assertThat(onlyPhoto().copies()).hasSize(6);
        assertThat(index(folder).unchanged()).isEqualTo(7);
    }

    @Test
    void unreadableFilesAreListedWithTheirReasonAndTheRestGoesOn() throws IOException {
        Photos.writeMany(folder, 3);
        Files.writeString(folder.resolve("text.jpg"), "Dear diary, this has the name of a photo and is none at all.");
        Files.write(folder.resolve("empty.png"), new byte[0]);
        Path cut = Photos.write(folder.resolve("cut.jpg"), 50);
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        IndexReport report = index(folder);

        assertThat(report.encoded()).isEqualTo(3);
        assertThat(report.unreadable()).isEqualTo(3);
        assertThat(store.catalogue().unreadable())
                .extracting(file -> file.path().getFileName().toString(), UnreadableFile::reason)
                .containsExactly(
                        tuple("cut.jpg", Reason.DAMAGED),
                        tuple("empty.png", Reason.EMPTY),
                        tuple("text.jpg", Reason.NOT_A_PHOTO));

        Files.write(cut, whole);
        Files.delete(folder.resolve("empty.png"));
        IndexReport again = index(folder);

        assertThat(again.encoded()).isEqualTo(1);
        assertThat(again.unreadable()).isEqualTo(1);
        assertThat(store.catalogue().unreadable()).hasSize(1);
    }

    @Test
    void formatsThatAreNotReadAreCounted() throws IOException {
        Photos.write(folder.resolve("a.png"), 1);
        Files.write(folder.resolve("b.JXL"), new byte[10]);
        Files.write(folder.resolve("c.jxl"), new byte[10]);
        Files.write(folder.resolve("film.mp4"), new byte[10]);

        assertThat(index(folder).skipped()).isEqualTo(Map.of("JPEG XL", 2, "MP4", 1));
        assertThat(store.catalogue().skippedFormats()).isEqualTo(Map.of("JPEG XL", 2, "MP4", 1));
        Files.delete(folder.resolve("film.mp4"));
        index(folder);
        assertThat(store.catalogue().skippedFormats()).isEqualTo(Map.of("JPEG XL", 2));
    }

    @Test
    void photosOfAnUnpluggedDriveAreOfflineAndComeBackWithoutWork() throws IOException {
        Photos.writeMany(folder, 4);
        index(folder);
        Path away = home.resolve("away");
        Files.move(folder, away);

        IndexReport offline = index();

        assertThat(offline.offline()).isEqualTo(4);
        assertThat(offline.notices()).singleElement().asString().contains(folder.toString());
        assertThat(store.catalogue().photos()).hasSize(4).allMatch(photo -> photo.state() == FileState.OFFLINE);

        Files.createDirectories(folder); // the mount point, empty
        assertThat(index().offline()).isEqualTo(4);
        Files.delete(folder);
        Files.move(away, folder);

        assertThat(index().unchanged()).isEqualTo(4);
        assertThat(store.catalogue().photos()).allMatch(photo -> photo.state() == FileState.PRESENT);
        assertThat(store.catalogue().unreadable()).isEmpty();
        assertThat(encoder.encoded).hasValue(4);
    }

    @Test
    void aRelocatedFolderKeepsItsPhotosWithoutWork() throws IOException {
        Photos.writeMany(folder, 4);
        Files.writeString(folder.resolve("broken.jpg"), "no photo");
        index(folder);
        List<PhotoId> known =
                store.catalogue().photos().stream().map(PhotoRow::id).toList();
        Path drive = Files.createDirectories(home.resolve("drive 写真's"));
        Path moved = Files.move(folder, drive.resolve("photos"));

        Relocation.apply(store.catalogue(), folder, moved);

        assertThat(store.catalogue().roots()).containsExactly(moved);
        IndexReport report = index();
        assertThat(report.unchanged()).isEqualTo(4);
        assertThat(encoder.encoded).hasValue(4);
        assertThat(store.catalogue().photos())
                .allMatch(photo -> photo.state() == FileState.PRESENT
                        && photo.path().startsWith(moved)
                        && photo.copies().isEmpty())
                .extracting(PhotoRow::id)
                .containsExactlyElementsOf(known);
        assertThat(store.catalogue().unreadable())
                .extracting(UnreadableFile::path)
                .containsExactly(moved.resolve("broken.jpg"));
    }

    @Test
    void aFolderWithOtherPhotosIsNoNewPlace() throws IOException {
        Photos.writeMany(folder, 2);
        index(folder);
        Path other = Files.createDirectories(home.resolve("other"));
        Files.writeString(other.resolve("note.txt"), "empty");
        List<PhotoRow> before = store.catalogue().photos();

        assertThatThrownBy(() -> Relocation.apply(store.catalogue(), folder, other))
                .isInstanceOf(RelocationException.class)
                .hasMessageContaining("none of the photos");
        assertThatThrownBy(() -> Relocation.apply(store.catalogue(), folder, folder.resolve("sub0")))
                .hasMessageContaining("within the other");
        assertThatThrownBy(() -> Relocation.apply(store.catalogue(), folder, home.resolve("nowhere")))
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> Relocation.apply(store.catalogue(), other, folder))
                .hasMessageContaining("no folder of the library");
        assertThat(store.catalogue().photos()).isEqualTo(before);
        assertThat(store.catalogue().roots()).containsExactly(folder);
    }

    @Test
    void whatIsKnownAtTheNewPlaceStaysAndNothingIsForgotten() throws IOException {
        Photos.writeMany(folder, 2);
        Path copy = Files.createDirectories(home.resolve("copy"));
        copyTree(folder, copy);
        index(folder, copy);
        assertThat(store.catalogue().photos())
                .hasSize(2)
                .allMatch(photo -> photo.copies().size() == 1);
        deleteTree(folder);
        int encoded = encoder.encoded.get();

        Relocation.apply(store.catalogue(), folder, copy);
        index();

        assertThat(store.catalogue().roots()).containsExactly(copy);
        assertThat(store.catalogue().photos())
                .hasSize(2)
                .allMatch(photo -> photo.path().startsWith(copy) && photo.state() == FileState.PRESENT);
        assertThat(encoder.encoded).hasValue(encoded);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aDeletedPhotoIsMissingAndKeepsItsRow() throws IOException {
        Photos.writeMany(folder, 2);
        index(folder);
        Path file = folder.resolve("sub0/0.jpg");
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);

        assertThat(index().missing()).isEqualTo(1);
        PhotoRow row = store.catalogue().photoAt(file).orElseThrow();
        assertThat(row.state()).isEqualTo(FileState.MISSING);

        Files.write(file, content);
        index();
        assertThat(store.catalogue().photo(row.id()).orElseThrow().state()).isEqualTo(FileState.PRESENT);
        assertThat(encoder.encoded).hasValue(2);
    }

    @Test
    void anotherModelDescribesTheSamePhotosBesideTheFirst() throws IOException {
        Photos.writeMany(folder, 6);
        index(folder);
        List<PhotoRow> photos = store.catalogue().photos();
        FakeEncoder first = encoder;
        indexer.close();
        use(new FakeEncoder("second"));

        assertThat(index().encoded()).isEqualTo(6);
        assertThat(store.catalogue().photos()).isEqualTo(photos);
        assertThat(store.descriptors(first.model()).ids()).hasSize(6);
        assertThat(store.descriptors(encoder.model()).ids()).hasSize(6);
    }

    @Test
    void aCancelledRunKeepsWhatItHasAndTheNextOneEndsAsIfNothingHadHappened() throws IOException {
        Photos.writeMany(folder, 60);
        IndexJob[] job = new IndexJob[1];
        CountDownLatch started = new CountDownLatch(1);
        encoder.onEncode = () -> {
            await(started);
            if (encoder.encoded.get() >= 16) {
                job[0].cancel();
            }
        };
        job[0] = indexer.start(List.of(folder), ProgressListener.NONE);
        started.countDown();
        IndexReport report = job[0].result().join();

        assertThat(report.cancelled()).isTrue();
        assertThat(report.encoded()).isBetween(16, 59);
        encoder.onEncode = () -> {};
        assertThat(index(folder).encoded()).isEqualTo(60 - report.encoded());
        assertThat(Photos.rows(store, encoder.model())).isEqualTo(undisturbed());
    }

    /** The rows of a library that was indexed in one go. */
    private Map<Path, String> undisturbed() {
        try (LibraryStore other = LibraryStore.open(home.resolve("other library"));
                Indexer plain =
                        new Indexer(other, new FakeEncoder(), new WindowLayout(1, 2), fresh -> {}, () -> {}, 1)) {
            plain.start(List.of(folder), ProgressListener.NONE).result().join();
            return Photos.rows(other, encoder.model());
        }
    }

    @Test
    void aPausedRunStandsStillUntilItIsResumed() throws IOException {
        Photos.writeMany(folder, 40);
        IndexJob[] job = new IndexJob[1];
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        encoder.onEncode = () -> {
            await(started);
            if (paused.getCount() == 1) {
                job[0].pause();
                paused.countDown();
            }
        };
        job[0] = indexer.start(List.of(folder), ProgressListener.NONE);
        started.countDown();
        await(paused);
        assertThat(job[0].isPaused()).isTrue();
        assertThatThrownBy(() -> job[0].result().get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(encoder.batchSizes).hasSizeLessThanOrEqualTo(1);
        job[0].resume();
        assertThat(job[0].result().join().encoded()).isEqualTo(40);
    }

    @Test
    void aPausedRunCanBeCancelledAndClosingWaitsForIt() throws IOException {
        Photos.writeMany(folder, 40);
        CountDownLatch paused = new CountDownLatch(1);
        encoder.onEncode = () -> await(paused);
        IndexJob job = indexer.start(List.of(folder), ProgressListener.NONE);
        job.pause();
        IndexJob waiting = indexer.start(List.of(folder), ProgressListener.NONE);
        paused.countDown();
        indexer.close();
        assertThat(job.result().join().cancelled()).isTrue();
        assertThat(waiting.result().join().cancelled()).isTrue();
    }

    @Test
    void progressEndsAtTheTotalAndNeverGoesBack() throws IOException {
        Photos.writeMany(folder, 30);
        List<Progress> seen = new ArrayList<>();
        indexer.start(List.of(folder), seen::add).result().join();
        List<Progress> encoding =
                seen.stream().filter(p -> p.stage().equals("index.encode")).toList();
        assertThat(seen.getFirst().stage()).isEqualTo("index.scan");
        assertThat(encoding).extracting(Progress::done).isSorted();
        assertThat(encoding.getLast().done()).isEqualTo(30);
        assertThat(encoding.getLast().total()).isEqualTo(30);
    }

    @Test
    void aFileDeletedBetweenScanAndDecodingIsMissingAndNoError() throws IOException {
        Photos.writeMany(folder, 6);
        Path victim = folder.resolve("sub2/5.png");
        ProgressListener deleting = progress -> {
            if (progress.stage().equals("index.scan") && progress.done() == 6) {
                delete(victim);
            }
        };
        IndexReport report = indexer.start(List.of(folder), deleting).result().join();
        assertThat(report.encoded()).isEqualTo(5);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(store.catalogue().unreadable()).isEmpty();
    }

    @Test
    void aFolderThatVanishesWhileIndexingEndsWithANoticeAndOfflinePhotos() throws IOException {
        Photos.writeMany(folder, 120);
        Path away = home.resolve("away");
        encoder.onEncode = () -> {
            if (Files.exists(folder)) {
                move(folder, away);
            }
        };
        IndexReport report = index(folder);

        assertThat(report.notices()).singleElement().asString().contains("unplugged", folder.toString());
        assertThat(report.encoded()).isPositive();
        assertThat(store.catalogue().photos())
                .hasSize(report.encoded())
                .allMatch(photo -> photo.state() == FileState.OFFLINE);
        encoder.onEncode = () -> {};
        move(away, folder);
        assertThat(index().encoded()).isEqualTo(120 - report.encoded());
        assertThat(Photos.rows(store, encoder.model())).isEqualTo(undisturbed());
    }

    @Test
    void anEncoderThatFailsEndsTheRunAndLeavesTheLibraryUsable() throws IOException {
        Photos.writeMany(folder, 4);
        encoder.onEncode = () -> {
            throw new IllegalStateException("out of device memory");
        };
        assertThatThrownBy(() -> index(folder)).hasRootCauseMessage("out of device memory");
        encoder.onEncode = () -> {};
        assertThat(index(folder).encoded()).isEqualTo(4);
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        IndexReport report = index(home.resolve("nowhere"));
        assertThat(report.notices()).singleElement().asString().contains("nowhere", "not there");
        assertThat(store.catalogue().roots()).isEmpty();
    }

    @Test
    void originalsAreNotTouched() throws IOException {
        Photos.writeMany(folder, 6);
        Map<String, FileTime> before = times();
        index(folder);
        assertThat(times()).isEqualTo(before);
    }

    private Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                times.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + seconds * 1000L));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
