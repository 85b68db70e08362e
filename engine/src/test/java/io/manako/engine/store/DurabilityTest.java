package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue on a disk that loses power or has no room. */
class DurabilityTest {
    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void disk() {
        ProbeDisk.install();
        file = home.resolve("catalogue.mv.db");
    }

    private H2File open(Path database) {
        return H2File.open(ProbeDisk.PREFIX, database, H2File.Durability.DISK, Schema.CATALOGUE);
    }

    @Test
    void everyCommitSurvivesAPowerCut() {
        try (H2File database = open(file)) {
            Catalogue catalogue = new Catalogue(database);
            for (int i = 1; i <= 5; i++) {
                addPhoto(catalogue, "/photos/" + i + ".jpg", i);
                try (H2File left = open(ProbeDisk.afterPowerCut(file))) {
                    assertThat(new Catalogue(left).photos())
                            .as("after commit " + i)
                            .hasSize(i);
                }
            }
        }
    }

    @Test
    void aDiskThatIsFullAtTheEndLosesNothing() {
        try (H2File database = open(file)) {
            addPhoto(new Catalogue(database), "/photos/a.jpg", 1);
            ProbeDisk.setFull(true);
        }
        ProbeDisk.setFull(false);
        try (H2File reopened = open(file)) {
            assertThat(new Catalogue(reopened).photos()).hasSize(1);
        }
    }

    @Test
    void aLibraryWhoseMakingAFullDiskCutShortSaysSoUntilThereIsRoom() {
        LibraryStore.open(home, new Schema("catalogue", 3)).close();
        ProbeDisk.installUnderLibraries();
        try {
            ProbeDisk.setFull(true);
            for (int start = 0; start < 2; start++) {
                assertThatThrownBy(() -> LibraryStore.openOrRestore(home))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DISK_FULL))
                        .hasMessageContaining("no room left")
                        .hasMessageNotContaining("older Manako");
            }
            ProbeDisk.setFull(false);
            try (LibraryStore store = LibraryStore.openOrRestore(home)) {
                assertThat(store.readOnly()).isFalse();
                addPhoto(store, "/photos/a.jpg", 1);
            }
        } finally {
            ProbeDisk.uninstallUnderLibraries();
        }
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void aFullDiskIsSaidLosesNothingCommittedAndIsOverWhenThereIsRoom() {
        try (H2File database = open(file)) {
            Catalogue catalogue = new Catalogue(database);
            addPhoto(catalogue, "/photos/a.jpg", 1);
            ProbeDisk.setFull(true);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> addPhoto(catalogue, "/photos/b.jpg", 2))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DISK_FULL))
                        .hasMessageContaining("no room left");
            }
            ProbeDisk.setFull(false);
            assertThat(catalogue.photos()).extracting(PhotoRow::path).containsExactly(Path.of("/photos/a.jpg"));
            addPhoto(catalogue, "/photos/b.jpg", 2);
        }
        try (H2File reopened = open(file)) {
            assertThat(new Catalogue(reopened).photos()).hasSize(2);
        }
    }
}
