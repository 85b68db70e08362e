package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.MODEL;
import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.descriptor;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
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
    void whereNoBackupCanBeReadEitherNoneIsAdvised() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
        }
        overwrite();
        Files.write(LibraryStore.backups(home).getFirst(), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> LibraryStore.openOrRestore(home))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                .hasMessageContaining("None of its backups can be read")
                .hasMessageNotContaining("Restore its newest");
    }

    @Test
    void descriptorsThatOpenAndCannotBeReadToTheirEndAreBegunAnew() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            List<PhotoDescriptor> all = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                all.add(descriptor(addPhoto(store, "/photos/" + i + ".jpg", i), 40));
            }
            store.descriptors(MODEL).put(all);
            assertThat(store.renewDescriptors(MODEL)).as("nothing is wrong").isFalse();
        }
        Path file = file("descriptors-");
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, content.length / 2, content.length / 2 + 8192, (byte) 31);
        Files.write(file, content);

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThatThrownBy(() -> store.descriptors(MODEL).forEach(found -> {}))
                    .hasMessageContaining("damaged")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));

            assertThat(store.renewDescriptors(MODEL)).isTrue();

            assertThat(store.descriptors(MODEL).ids()).isEmpty();
            assertThat(store.notices())
                    .extracting(Message::english)
                    .singleElement()
                    .asString()
                    .contains("begun anew");
            assertThat(store.catalogue().photos()).hasSize(200);
        }
        assertThat(file("damaged-descriptors-")).exists();
    }

    @Test
    void aCatalogueThatIsDamagedInsideSaysHowItsBackupComesBack(@TempDir Path away) throws IOException {
        SQLException page = new SQLException("Unable to read the page", "", ErrorCode.FILE_CORRUPTED_1);
        assertThat(SqlErrors.explain(SqlErrors.Step.READ, catalogue(), page))
                .hasMessageEndingWith("is damaged (Unable to read the page).");
        try (LibraryStore store = LibraryStore.open(home)) {
            addPhoto(store, "/photos/a.jpg", 1);
            store.backUp();
        }

        StoreException damaged = SqlErrors.explain(SqlErrors.Step.READ, catalogue(), page);
        assertThat(damaged.kind()).isEqualTo(StoreException.Kind.DAMAGED);
        assertThat(damaged)
                .hasMessageContaining("move the damaged file")
                .hasMessageContaining(
                        LibraryStore.backups(home).getFirst().getFileName().toString());

        Files.move(catalogue(), away.resolve("catalogue.mv.db"));
        try (LibraryStore store = LibraryStore.openOrRestore(home)) {
            assertThat(store.catalogue().photos())
                    .as("what the sentence says is so")
                    .hasSize(1);
        }
    }

    private Path file(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning)
                            && file.toString().endsWith(".mv.db"))
                    .findFirst()
                    .orElseThrow();
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
