package io.manako.engine.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.store.LibraryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsTest {
    @TempDir
    Path home;

    @Test
    void noRootLiesWithinAnother() throws IOException {
        Path photos = home.resolve("photos");
        Path year = Files.createDirectories(photos.resolve("2024"));
        Path other = Files.createDirectories(home.resolve("photos 2"));
        try (LibraryStore store = LibraryStore.open(home.resolve("library"))) {
            assertThat(Roots.add(store.catalogue(), List.of(year))).containsExactly(year);
            assertThat(store.catalogue().roots()).containsExactly(year);

            Roots.add(store.catalogue(), List.of(photos, other));
            assertThat(store.catalogue().roots()).containsExactly(photos, other);

            // Below a root: scanned alone, but no root of its own.
            assertThat(Roots.add(store.catalogue(), List.of(year))).containsExactly(year);
            assertThat(Roots.add(store.catalogue(), List.of(year, photos, photos.resolve("../photos"))))
                    .containsExactly(photos);
            Roots.add(store.catalogue(), List.of(home.resolve("nowhere")));
            assertThat(store.catalogue().roots()).containsExactly(photos, other);
        }
    }
}
