package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.MODEL;
import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.manako.engine.photo.PhotoId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryStoreTest {
    @TempDir
    Path home;

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        Path library = home.resolve("写真 library's 📷");
        PhotoId id;
        try (LibraryStore store = LibraryStore.open(library)) {
            id = addPhoto(store, "/photos/a.jpg", 1);
            store.descriptors(MODEL).put(List.of(descriptor(id, 3)));
        }
        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.catalogue().photos())
                    .extracting(PhotoRow::id, PhotoRow::path)
                    .containsExactly(tuple(id, Path.of("/photos/a.jpg")));
            assertThat(store.descriptors(MODEL).find(id))
                    .hasValueSatisfying(found ->
                            assertThat(found).usingRecursiveComparison().isEqualTo(descriptor(id, 3)));
            assertThat(store.notices()).isEmpty();
        }
    }

    @Test
    void aSecondOpeningInTheSameProcessIsRefusedAndTakesNothingAway() throws Exception {
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThatThrownBy(() -> LibraryStore.open(home))
                    .isInstanceOfSatisfying(
                            LibraryBusyException.class,
                            e -> assertThat(e.owner())
                                    .extracting(LibraryOwner::pid)
                                    .isEqualTo(ProcessHandle.current().pid()));
            // The refusal must not have given up the lock of the first: another process is still kept out.
            assertThat(OtherProcess.open(home))
                    .contains("BUSY", "process " + ProcessHandle.current().pid());
            addPhoto(store, "/photos/a.jpg", 1);
        }
        assertThat(OtherProcess.open(home)).contains("OPENED 1 photos");
    }

    @Test
    void whetherALibraryIsFreeIsAskedWithoutTakingItOrGivingItUp() throws Exception {
        LibraryStore.requireFree(home.resolve("nowhere"));
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThatThrownBy(() -> LibraryStore.requireFree(home)).isInstanceOf(LibraryBusyException.class);
            assertThat(OtherProcess.open(home)).contains("BUSY");
            assertThat(store.readOnly()).isFalse();
        }
        LibraryStore.requireFree(home);
        assertThat(OtherProcess.open(home)).contains("OPENED");
    }

    @Test
    void aLibraryWhoseProcessWasKilledOpensAgain() throws Exception {
        LibraryStore.open(home).close();
        OtherProcess.openAndDie(home);
        assertThat(home.resolve("library.owner")).exists();
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void fiveBackupsRotateAndOnlyAfterAChange() {
        for (int i = 0; i < 8; i++) {
            try (LibraryStore store = LibraryStore.open(home)) {
                addPhoto(store, "/photos/" + i + ".jpg", i);
                store.backUp();
                store.backUp();
            }
            assertThat(LibraryStore.backups(home)).hasSize(Math.min(5, i + 1));
        }
        List<Path> before = LibraryStore.backups(home);
        LibraryStore.open(home).close();
        assertThat(LibraryStore.backups(home)).isEqualTo(before);
    }

    @Test
    void aChangeWithoutABackupIsBackedUpAtTheNextOpening() {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }
        assertThat(LibraryStore.backups(home)).isEmpty();
        LibraryStore.open(home).close();
        assertThat(LibraryStore.backups(home)).hasSize(1);
    }

    @Test
    void aDamagedCatalogueSaysSoAndComesBackFromItsBackup() throws IOException {
        PhotoId id;
        try (LibraryStore store = LibraryStore.open(home)) {
            id = addPhoto(store, "/photos/it's; \"écrit\" 写真.jpg", 1);
            store.backUp();
            addPhoto(store, "/photos/later.jpg", 2);
        }
        Path catalogue = home.resolve("catalogue.mv.db");
        byte[] broken = Files.readAllBytes(catalogue);
        for (int i = 0; i < broken.length; i++) {
            broken[i] = (byte) (i * 31);
        }
        Files.write(catalogue, broken);
        Path backup = LibraryStore.backups(home).getFirst();

        assertThatThrownBy(() -> LibraryStore.open(home))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                .hasMessageContaining(backup.toString());
        assertThat(catalogue).hasBinaryContent(broken);

        LibraryStore.restore(home, backup);

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos())
                    .singleElement()
                    .satisfies(photo -> assertThat(photo.path()).isEqualTo(Path.of("/photos/it's; \"écrit\" 写真.jpg")));
            PhotoId next = addPhoto(store, "/photos/b.jpg", 3);
            assertThat(next.value()).isGreaterThan(id.value());
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(file -> file.toString().contains("set-aside")))
                    .singleElement()
                    .satisfies(aside -> assertThat(aside).hasBinaryContent(broken));
        }
    }

    @Test
    void anEmptiedOrVanishedCatalogueIsNotTakenForANewOne() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
        }
        Path catalogue = home.resolve("catalogue.mv.db");
        Files.write(catalogue, new byte[0]);
        assertThatThrownBy(() -> LibraryStore.open(home)).hasMessageContaining("Restore its newest backup");
        Files.delete(catalogue);
        assertThatThrownBy(() -> LibraryStore.open(home)).hasMessageContaining("Restore its newest backup");
    }

    @Test
    void aTruncatedCatalogueEitherOpensWholeOrSaysThatItIsDamaged() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            for (int i = 0; i < 50; i++) {
                addPhoto(store, "/photos/" + i + ".jpg", i);
            }
            store.backUp();
        }
        Path catalogue = home.resolve("catalogue.mv.db");
        byte[] whole = Files.readAllBytes(catalogue);
        for (int length = 0; length < whole.length; length += 4096) {
            Files.write(catalogue, Arrays.copyOf(whole, length));
            try (LibraryStore store = LibraryStore.open(home)) {
                assertThat(store.catalogue().photos()).as("cut to " + length).hasSize(50);
            } catch (StoreException e) {
                assertThat(e.kind()).as(e.getMessage()).isEqualTo(StoreException.Kind.DAMAGED);
            }
        }
    }

    @Test
    void aBackupThatCannotBeReadLeavesTheCatalogueAsItIs() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
        }
        Path backup = LibraryStore.backups(home).getFirst();
        Files.write(backup, new byte[100]);
        assertThatThrownBy(() -> LibraryStore.restore(home, backup)).isInstanceOf(StoreException.class);
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void afterARestoreNoIdMeansAnotherPicture() {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
            PhotoId later = addPhoto(store, "/photos/b.jpg", 2);
            store.descriptors(MODEL).put(List.of(descriptor(later, 3)));
        }
        LibraryStore.restore(home, LibraryStore.backups(home).getFirst());
        try (LibraryStore store = LibraryStore.open(home)) {
            PhotoId other = addPhoto(store, "/photos/c.jpg", 77);
            assertThat(other.value()).isGreaterThan(2);
            assertThat(store.descriptors(MODEL).find(other)).isEmpty();
            assertThat(store.descriptors(MODEL).ids()).isEmpty();
            store.descriptors(MODEL).put(List.of(descriptor(other, 1)));
            assertThat(store.descriptors(MODEL).ids()).containsExactly(other);
        }
    }

    /** H2 writes into gaps of its file if it may, and then loses the way to what it wrote last. */
    @Test
    void aKillLosesNoCommitWhateverGapsTheFilesHave() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            store.descriptors(MODEL).ids();
        }
        fillGapsAtOnce("catalogue", H2File.Durability.DISK, Schema.CATALOGUE);
        fillGapsAtOnce("descriptors", H2File.Durability.PROCESS, Schema.DESCRIPTORS);
        for (int session = 0; session < 4; session++) {
            try (LibraryStore store = LibraryStore.open(home)) {
                for (int i = 0; i < 6; i++) {
                    PhotoId photo = addPhoto(store, "/photos/" + session + "-" + i + ".jpg", 100 * session + i);
                    store.descriptors(MODEL).put(List.of(descriptor(photo, 30)));
                    try (LibraryStore after = LibraryStore.open(copy("killed-" + session + "-" + i))) {
                        assertThat(after.catalogue().photos()).hasSize(6 * session + i + 1);
                        assertThat(after.descriptors(MODEL).ids()).hasSize(6 * session + i + 1);
                        assertThat(after.notices()).isEmpty();
                    }
                }
            }
        }
    }

    /** Else H2 waits for 45 seconds before it does. */
    private void fillGapsAtOnce(String name, H2File.Durability durability, Schema schema) throws IOException {
        for (Path file : databases(name)) {
            try (H2File database = H2File.open(file, durability, schema)) {
                database.execute("SET RETENTION_TIME 0");
            }
        }
    }

    /** The library's files as a kill would leave them now. */
    private Path copy(String name) throws IOException {
        Path killed = Files.createDirectories(home.resolve(name));
        for (Path file : databases("")) {
            Files.copy(file, killed.resolve(file.getFileName()));
        }
        return killed;
    }

    private List<Path> databases(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(H2File.SUFFIX))
                    .toList();
        }
    }

    @Test
    void aCatalogueIsBackedUpBeforeItIsMigrated() {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }
        assertThat(LibraryStore.backups(home)).isEmpty();

        try (LibraryStore store = LibraryStore.open(home, new Schema("catalogue", 12))) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }

        // Of the schema before: this program, which knows no other, opens it.
        LibraryStore.restore(home, LibraryStore.backups(home).getLast());
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void aMigrationThatGoesWrongLeavesABackupOfWhatWas() {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }

        for (int i = 0; i < 7; i++) {
            assertThatThrownBy(() -> LibraryStore.open(home, new Schema("catalogue", 13)))
                    .isInstanceOf(StoreException.class);
        }

        LibraryStore.restore(home, LibraryStore.backups(home).getLast());
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void withoutABackupNothingIsMigrated() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }
        Path inTheWay = Files.createFile(home.resolve("backups"));

        assertThatThrownBy(() -> LibraryStore.open(home, new Schema("catalogue", 12)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("could not be backed up first");

        Files.delete(inTheWay);
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void aCatalogueOfANewerProgramIsRefusedUnchanged() throws IOException, SQLException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }
        Path catalogue = home.resolve("catalogue.mv.db");
        try (H2File file = H2File.open(catalogue, H2File.Durability.DISK, Schema.CATALOGUE)) {
            file.execute("INSERT INTO schema_version VALUES (99)");
        }
        assertThatThrownBy(() -> LibraryStore.open(home))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER_VERSION))
                .hasMessageContaining("schema 99");
        String url = "jdbc:h2:" + catalogue.toString().replace(".mv.db", "");
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            assertThat(H2File.query(connection, "SELECT path FROM file", row -> row.getString(1)))
                    .hasSize(1);
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsExplained() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x", StandardOpenOption.CREATE);
        assertThatThrownBy(() -> LibraryStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be used for a library");
    }

    @Test
    void aSemicolonInTheFoldersNameIsExplained() {
        assertThatThrownBy(() -> LibraryStore.open(home.resolve("a;b")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("semicolon");
        assertThat(home.resolve("a;b")).doesNotExist();
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheLibrary() {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            Thread.currentThread().interrupt();
            try {
                store.catalogue().photos();
                addPhoto(store, "/photos/b.jpg", 2);
            } finally {
                Thread.interrupted(); // for the tests that follow on this thread
            }
            assertThat(store.catalogue().photos()).hasSize(2);
        }
    }
}
