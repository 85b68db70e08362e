package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.UnreadableFile;
import io.manako.engine.task.Niceness;
import io.manako.engine.task.ThreadStat;
import io.manako.engine.vit.SenselessModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is encoded, what is not, and what becomes of photos and files that cannot be. */
class IndexerTest extends IndexerFixture {
    @Test
    @EnabledOnOs(OS.LINUX)
    void decodersGiveWayToEverybodyElse() throws IOException {
        List<Integer> nice = new CopyOnWriteArrayList<>();
        encoder.onFit = picture -> nice.add(ThreadStat.nice());
        Photos.write(folder.resolve("a.png"), 1);
        index(folder);
        assertThat(nice).isNotEmpty().containsOnly(Niceness.LAST);
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
    void asManyPhotosAreEncodedAtOnceAsTheModelsDeviceIsBestWith() throws IOException {
        Photos.writeMany(folder, 60);
        encoder.photosAtOnce = 15;
        index(folder);
        assertThat(encoder.encoded).hasValue(60);
        assertThat(encoder.batchSizes).allMatch(size -> size <= 15).contains(15);
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
    void whatIsNoNumberIsNotStored() throws IOException {
        Photos.writeMany(folder, 3);
        encoder.constant = Float.NaN;

        assertThatThrownBy(() -> index(folder))
                .hasCauseInstanceOf(SenselessModelException.class)
                .hasMessageContaining("The weights fake cannot be used");
        assertThat(stored).isEmpty();

        encoder.constant = 0.5f;
        assertThat(index(folder).encoded()).isEqualTo(3);
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
}
