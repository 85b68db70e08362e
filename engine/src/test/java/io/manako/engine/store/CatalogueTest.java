package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.bytes;
import static io.manako.engine.store.StoreFixture.newPhoto;
import static io.manako.engine.store.StoreFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final FileStamp STAMP = new FileStamp(1000, 1_700_000_000_000L);

    @TempDir
    Path home;

    private LibraryStore store;
    private Catalogue catalogue;

    @BeforeEach
    void open() {
        store = LibraryStore.open(home);
        catalogue = store.catalogue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPhotoOfSeveralFilesIsOneRowAndShowsThePresentOne() {
        PhotoId id = addPhoto(catalogue, "/a/gone.jpg", 1);
        catalogue.write(writer -> {
            writer.setState(Path.of("/a/gone.jpg"), FileState.MISSING);
            writer.putFile(Path.of("/b/here.jpg"), id, bytes(2), STAMP);
        });
        assertThat(catalogue.photos()).singleElement().satisfies(photo -> {
            assertThat(photo.path()).isEqualTo(Path.of("/b/here.jpg"));
            assertThat(photo.state()).isEqualTo(FileState.PRESENT);
            assertThat(photo.otherPlaces()).isEmpty();
            assertThat(photo.copies()).containsExactly(new PhotoRow.Copy(Path.of("/a/gone.jpg"), FileState.MISSING));
        });
        assertThat(catalogue.photoAt(Path.of("/a/gone.jpg")))
                .hasValueSatisfying(photo -> assertThat(photo.id()).isEqualTo(id));
        assertThat(catalogue.photoAt(Path.of("/a/never.jpg"))).isEmpty();
    }

    @Test
    void everythingOfAPhotoComesBack() {
        LocalDateTime taken = LocalDateTime.of(2024, 2, 29, 23, 59, 58);
        catalogue.write(writer -> {
            PhotoId id = writer.addPhoto(new NewPhoto(picture(5), 4000, 3000, "TIFF", taken));
            writer.putFile(Path.of("/a/写真.tif"), id, bytes(6), STAMP);
            assertThat(writer.photoWith(picture(5))).contains(id);
        });
        assertThat(catalogue.photos())
                .singleElement()
                .satisfies(photo -> assertThat(photo)
                        .isEqualTo(new PhotoRow(
                                photo.id(),
                                Path.of("/a/写真.tif"),
                                4000,
                                3000,
                                "TIFF",
                                taken,
                                PerceptualHash.NONE,
                                FileState.PRESENT,
                                List.of())));
        assertThat(catalogue.filesWith(bytes(6))).hasSize(1);
        assertThat(catalogue.filesWith(bytes(5))).isEmpty();
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        assertThatThrownBy(() -> catalogue.write(writer -> {
                    writer.addRoot(Path.of("/a"));
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");
        assertThat(catalogue.roots()).isEmpty();
        assertThatThrownBy(() -> catalogue.write(writer -> {
                    writer.addRoot(Path.of("/a"));
                    writer.addPhoto(newPhoto(1));
                    writer.addPhoto(newPhoto(1));
                }))
                .isInstanceOf(StoreException.class);
        assertThat(catalogue.roots()).isEmpty();
        addPhoto(catalogue, "/a/works.jpg", 1);
        assertThat(catalogue.photos()).hasSize(1);
    }

    @Test
    void filesUnderAFolderAreThoseBelowItAndNoNeighbours() {
        addPhoto(catalogue, "/a/b/1.jpg", 1);
        addPhoto(catalogue, "/a/b/c/2.jpg", 2);
        addPhoto(catalogue, "/a/b.jpg", 3);
        addPhoto(catalogue, "/a/bc/3.jpg", 4);
        addPhoto(catalogue, "/a/b_/%.jpg", 5);
        assertThat(catalogue.filesUnder(Path.of("/a/b")).keySet())
                .containsExactlyInAnyOrder(Path.of("/a/b/1.jpg"), Path.of("/a/b/c/2.jpg"));
        assertThat(catalogue.filesUnder(Path.of("/"))).hasSize(5);
    }

    @Test
    void rootsAreKeptOnce() {
        for (int i = 0; i < 2; i++) {
            catalogue.write(writer -> writer.addRoot(Path.of("/photos")));
        }
        assertThat(catalogue.roots()).containsExactly(Path.of("/photos"));
        catalogue.write(writer -> writer.removeRoot(Path.of("/photos")));
        assertThat(catalogue.roots()).isEmpty();
    }

    @Test
    void anUnreadableFileIsListedUntilItIsReadAgain() {
        Path file = Path.of("/a/x.jpg");
        PhotoId id = addPhoto(catalogue, file.toString(), 1);
        UnreadableFile unreadable =
                new UnreadableFile(file, STAMP, Reason.DAMAGED, Message.of("engine.photo.cut-short", "x.jpg"));
        catalogue.write(writer -> writer.putUnreadable(unreadable));
        assertThat(catalogue.unreadable()).containsExactly(unreadable);
        assertThat(catalogue.photo(id))
                .hasValueSatisfying(photo -> assertThat(photo.state()).isEqualTo(FileState.MISSING));
        catalogue.write(writer -> writer.putFile(file, id, bytes(1), STAMP));
        assertThat(catalogue.unreadable()).isEmpty();
    }

    @Test
    void skippedFormatsAreCountedAnewBelowAFolder() {
        catalogue.write(writer -> {
            writer.replaceSkipped(
                    Path.of("/a"), Map.of(Path.of("/a"), Map.of("MP4", 2), Path.of("/a/b"), Map.of("MP4", 3)));
            writer.replaceSkipped(Path.of("/c"), Map.of(Path.of("/c"), Map.of("RAW", 1)));
        });
        assertThat(catalogue.skippedFormats()).isEqualTo(Map.of("MP4", 5, "RAW", 1));
        catalogue.write(writer -> writer.replaceSkipped(Path.of("/a"), Map.of(Path.of("/a"), Map.of("MP4", 1))));
        assertThat(catalogue.skippedFormats()).isEqualTo(Map.of("MP4", 1, "RAW", 1));
    }

    @Test
    void whatIsSaidAgainIsNoChangeToBackUp() {
        UnreadableFile unreadable = new UnreadableFile(
                Path.of("/a/x.jpg"), STAMP, Reason.DAMAGED, Message.of("engine.photo.cut-short", "x.jpg"));
        for (int i = 0; i < 3; i++) {
            catalogue.write(writer -> {
                writer.addRoot(Path.of("/a"));
                writer.putUnreadable(unreadable);
                writer.replaceSkipped(Path.of("/a"), Map.of(Path.of("/a"), Map.of("MP4", 2)));
                writer.setState(Path.of("/a/y.jpg"), FileState.OFFLINE);
            });
            assertThat(catalogue.changes()).isEqualTo(1);
        }
    }

    @Test
    void crashesAreCountedForAFileAsItIs() {
        Path file = Path.of("/a/evil.jpg");
        catalogue.write(writer -> writer.countDecodeCrash(file, STAMP));
        catalogue.write(writer -> writer.countDecodeCrash(file, STAMP));
        assertThat(catalogue.decodeCrashes(file, STAMP)).isEqualTo(2);
        FileStamp changed = new FileStamp(1001, STAMP.modified());
        assertThat(catalogue.decodeCrashes(file, changed)).isZero();
        catalogue.write(writer -> writer.countDecodeCrash(file, changed));
        assertThat(catalogue.decodeCrashes(file, changed)).isEqualTo(1);
    }
}
