package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.library.Relocation;
import io.manako.engine.library.RelocationException;
import io.manako.engine.library.Roots;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.FileState;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.UnreadableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Photos and folders that lie elsewhere now, are away for a while or are gone. */
class IndexerMovesTest extends IndexerFixture {
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
    void aFolderThatIsTakenOutIsThereAgainWithoutWorkWhenItIsAddedAgain() throws IOException {
        Photos.writeMany(folder, 3);
        Files.writeString(folder.resolve("broken.jpg"), "no photo");
        Path other = Files.createDirectories(home.resolve("other"));
        Files.copy(folder.resolve("sub1/1.png"), other.resolve("copy.png"));
        index(folder);
        index(other);
        assertThat(encoder.encoded).hasValue(3);

        Roots.remove(store.catalogue(), folder.resolve("sub0"));
        assertThat(store.catalogue().roots())
                .as("a subfolder is none of them")
                .containsExactlyInAnyOrder(other, folder);
        Roots.remove(store.catalogue(), folder);

        assertThat(store.catalogue().roots()).containsExactly(other);
        assertThat(store.catalogue().unreadable()).isEmpty();
        assertThat(store.catalogue().photos())
                .hasSize(3)
                .filteredOn(photo -> photo.state() == FileState.PRESENT)
                .singleElement()
                .satisfies(photo -> assertThat(photo.path()).isEqualTo(other.resolve("copy.png")));
        assertThat(index().found()).isEqualTo(1);

        index(folder);
        assertThat(encoder.encoded).as("nothing is encoded again").hasValue(3);
        assertThat(store.catalogue().photos()).allMatch(photo -> photo.state() == FileState.PRESENT);
        assertThat(store.catalogue().unreadable()).hasSize(1);
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
}
