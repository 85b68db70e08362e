package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A library of its own in a folder of its own, indexed by an encoder that counts what it is asked for. */
abstract class IndexerFixture {
    @TempDir
    Path home;

    Path folder;
    LibraryStore store;
    FakeEncoder encoder;
    Indexer indexer;
    final List<PhotoDescriptor> stored = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(home.resolve("photos"));
        store = LibraryStore.open(home.resolve("library"));
        use(new FakeEncoder());
    }

    void use(FakeEncoder other) {
        encoder = other;
        indexer =
                new Indexer(store, () -> new Describer(other, stored::addAll, report -> {}), new WindowLayout(1, 2), 2);
    }

    @AfterEach
    void close() {
        indexer.close();
        store.close();
    }

    IndexReport index(Path... folders) {
        return indexer.start(List.of(folders), ProgressListener.NONE).result().join();
    }

    PhotoRow onlyPhoto() {
        assertThat(store.catalogue().photos()).hasSize(1);
        return store.catalogue().photos().getFirst();
    }

    static void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + seconds * 1000L));
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
