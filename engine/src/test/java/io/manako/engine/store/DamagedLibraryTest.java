package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a library whose catalogue cannot be trusted any more. */
class DamagedLibraryTest {
    @TempDir
    private Path home;

    @Test
    void itsNewestBackupTakesItsPlaceAndTheUserIsTold() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
            addPhoto(store, "/photos/b.jpg", 2);
        }
        overwrite();

        try (LibraryStore store = LibraryStore.openOrRestore(home)) {
            assertThat(store.catalogue().photos())
                    .extracting(photo -> photo.path())
                    .containsExactly(Path.of("/photos/a.jpg"));
            assertThat(store.notices())
                    .extracting(Message::english)
                    .singleElement()
                    .asString()
                    .contains(home.toString(), "damaged", "took its place");
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(file -> file.toString().contains("set-aside")))
                    .hasSize(1);
        }
        try (LibraryStore store = LibraryStore.openOrRestore(home)) {
            assertThat(store.notices()).isEmpty();
        }
    }

    @Test
    void aBackupThatCannotBeReadIsPassedOver() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
            addPhoto(store, "/photos/b.jpg", 2);
            store.backUp();
        }
        overwrite();
        Files.write(LibraryStore.backups(home).getFirst(), new byte[] {1, 2, 3});

        try (LibraryStore store = LibraryStore.openOrRestore(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void withoutABackupTheDamagedFileIsLeftAsItIs() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }
        overwrite();
        byte[] broken = Files.readAllBytes(catalogue());

        assertThatThrownBy(() -> LibraryStore.openOrRestore(home)).hasMessageContaining("There is no backup");
        assertThat(catalogue()).hasBinaryContent(broken);
    }

    @Test
    void aCatalogueThatHasLostATableIsDamaged() throws SQLException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
        }
        String url = "jdbc:h2:" + catalogue().toString().replace(".mv.db", "");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE skipped");
        }

        assertThatThrownBy(() -> LibraryStore.open(home))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                .hasMessageContaining("is damaged");
    }

    @Test
    void nothingButOurOwnWritesStoresAnything() {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);

            // H2's writer, which can leave a file that lacks a commit where it meets ours, has a thread for each file.
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("MVStore background writer") && name.contains(home.toString()));
        }
    }

    private Path catalogue() {
        return home.resolve("catalogue.mv.db");
    }

    private void overwrite() throws IOException {
        byte[] broken = Files.readAllBytes(catalogue());
        for (int i = 0; i < broken.length; i++) {
            broken[i] = (byte) (i * 31);
        }
        Files.write(catalogue(), broken);
    }
}
