package io.manako.engine.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.FileRow;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.store.UnreadableFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChangesTest {
    private static final Path FOLDER = Path.of("/photos").toAbsolutePath();
    private static final FileStamp STAMP = new FileStamp(10, 1000);
    private static final FileStamp LATER = new FileStamp(10, 2000);

    @TempDir
    Path home;

    private LibraryStore store;
    private Catalogue catalogue;

    @BeforeEach
    void open() {
        store = LibraryStore.open(home);
        catalogue = store.catalogue();
        catalogue.write(writer -> {
            for (String name : List.of("same.jpg", "changed.jpg", "gone.jpg", "locked/inside.jpg")) {
                ByteHash bytes = ByteHash.of(name.getBytes());
                var photo = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 4, 3, "JPEG", null));
                writer.putFile(FOLDER.resolve(name), photo, bytes, STAMP);
            }
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static FolderScan scan(List<UnreadableFile> unlistable, FoundFile... files) {
        return new FolderScan(FOLDER, true, List.of(files), Map.of(), Map.of(), 0, unlistable);
    }

    private static FoundFile file(String name, FileStamp stamp) {
        return new FoundFile(FOLDER.resolve(name), stamp);
    }

    private static UnreadableFile refused(String name, Reason reason) {
        return new UnreadableFile(FOLDER.resolve(name), STAMP, reason, Message.plain("No."));
    }

    private Map<String, FileState> states() {
        Map<String, FileState> states = new java.util.TreeMap<>();
        for (FileRow row : catalogue.filesUnder(FOLDER).values()) {
            states.put(FOLDER.relativize(row.path()).toString().replace('\\', '/'), row.state());
        }
        return states;
    }

    @Test
    void onlyNewAndChangedFilesAreRead() {
        FolderChanges changes = FolderChanges.between(
                scan(
                        List.of(refused("locked", Reason.NO_PERMISSION)),
                        file("changed.jpg", LATER),
                        file("new.jpg", STAMP),
                        file("same.jpg", STAMP)),
                catalogue);
        assertThat(changes.fresh()).extracting(FoundFile::path).containsExactly(path("changed.jpg"), path("new.jpg"));
        assertThat(changes.same()).extracting(FileRow::path).containsExactly(path("same.jpg"));

        catalogue.write(changes::apply);

        assertThat(states())
                .isEqualTo(Map.of(
                        "same.jpg", FileState.PRESENT,
                        "changed.jpg", FileState.PRESENT,
                        "gone.jpg", FileState.MISSING,
                        "locked/inside.jpg", FileState.OFFLINE));
        assertThat(catalogue.unreadable()).extracting(UnreadableFile::path).containsExactly(path("locked"));
    }

    @Test
    void metadataAreStaleUntilTheyAreReadAndWhenASidecarCameOrChanged() {
        Path photo = path("same.jpg");
        assertThat(stale(Map.of())).containsExactly(photo);
        Map<Path, FileStamp> beside = Map.of(path("same.jpg.xmp"), STAMP);
        catalogue.write(writer -> writer.putMetadata(
                photo, PhotoMetadata.NONE, Sidecars.among(photo, beside).version()));
        assertThat(stale(beside)).isEmpty();
        assertThat(stale(Map.of(path("same.jpg.xmp"), STAMP, path("other.xmp"), STAMP)))
                .isEmpty();
        assertThat(stale(Map.of())).containsExactly(photo);
        assertThat(stale(Map.of(path("same.jpg.xmp"), LATER))).containsExactly(photo);
        assertThat(stale(Map.of(path("same.jpg.xmp"), STAMP, path("same.XMP"), STAMP)))
                .containsExactly(photo);
    }

    private List<Path> stale(Map<Path, FileStamp> sidecars) {
        FolderScan scan =
                new FolderScan(FOLDER, true, List.of(file("same.jpg", STAMP)), Map.of(), sidecars, 0, List.of());
        return FolderChanges.between(scan, catalogue).stale().stream()
                .map(FileRow::path)
                .toList();
    }

    @Test
    void anUnreachableOrEmptyFolderTellsNothingOfItsFiles() {
        FolderScan unplugged = new FolderScan(FOLDER, false, List.of(), Map.of(), Map.of(), 0, List.of());
        for (FolderScan scan : Arrays.asList(unplugged, scan(List.of()))) {
            catalogue.write(FolderChanges.between(scan, catalogue)::apply);
            assertThat(states().values()).hasSize(4).containsOnly(FileState.OFFLINE);
        }
    }

    @Test
    void anUnreadableFileIsTriedAgainWhenItHasChangedOrItsReasonMayHaveGone() {
        catalogue.write(writer -> {
            writer.putUnreadable(refused("broken.jpg", Reason.DAMAGED));
            writer.putUnreadable(refused("repaired.jpg", Reason.DAMAGED));
            writer.putUnreadable(refused("forbidden.jpg", Reason.NO_PERMISSION));
            writer.putUnreadable(refused("deleted.jpg", Reason.DAMAGED));
        });
        FolderChanges changes = FolderChanges.between(
                scan(List.of(), file("broken.jpg", STAMP), file("forbidden.jpg", STAMP), file("repaired.jpg", LATER)),
                catalogue);
        assertThat(changes.fresh())
                .extracting(FoundFile::path)
                .containsExactly(path("forbidden.jpg"), path("repaired.jpg"));
        assertThat(changes.stillUnreadable()).extracting(UnreadableFile::path).containsExactly(path("broken.jpg"));
        catalogue.write(changes::apply);
        assertThat(catalogue.unreadable())
                .extracting(UnreadableFile::path)
                .contains(path("broken.jpg"))
                .doesNotContain(path("deleted.jpg"));
    }

    private static Path path(String name) {
        return FOLDER.resolve(name);
    }
}
