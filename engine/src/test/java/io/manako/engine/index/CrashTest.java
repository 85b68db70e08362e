package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.UnreadableFile;
import io.manako.engine.task.ProgressListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die while they index. */
@Tag("slow")
class CrashTest {
    /** Of 300 ms each: a commit comes after the fourth at the latest, so some runs are killed before it and some after. */
    private static final int MOST_BATCHES = 8;

    @TempDir
    Path home;

    private Path folder;
    private Path library;

    @BeforeEach
    void folders() throws IOException {
        folder = Files.createDirectories(home.resolve("photos"));
        library = home.resolve("library");
    }

    @Test
    void killedTenTimesARunEndsWithTheRowsOfAnUndisturbedOne() throws Exception {
        int photos = 10 * MOST_BATCHES * 8 + 20; // more than ten runs can encode before they are killed
        Photos.writeMany(folder, photos);
        Random random = new Random(7);
        int finished = 0;
        for (int kill = 0; kill < 10; kill++) {
            Process process = KilledIndexing.start("slow", library, folder);
            int batches = random.nextInt(1, MOST_BATCHES + 1);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                for (int i = 0; i < batches; i++) {
                    String line = output.readLine();
                    finished += line == null || line.equals(KilledIndexing.FINISHED) ? 1 : 0;
                }
                Thread.sleep(random.nextInt(100));
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(finished).as("runs that ended before they were killed").isZero();
        FakeEncoder encoder = new FakeEncoder();
        Map<Path, String> rows = index(library, encoder);

        assertThat(encoder.encoded.get()).as("photos that were left to do").isBetween(1, photos - 1);
        assertThat(rows).hasSize(photos).isEqualTo(index(home.resolve("undisturbed"), new FakeEncoder()));
    }

    private Map<Path, String> index(Path directory, FakeEncoder encoder) {
        try (LibraryStore store = LibraryStore.open(directory);
                Indexer indexer = new Indexer(store, encoder.describing(), new WindowLayout(1, 2), 2)) {
            indexer.start(List.of(folder), ProgressListener.NONE).result().join();
            assertThat(store.catalogue().unreadable()).isEmpty();
            return Photos.rows(store, encoder.model());
        }
    }

    @Test
    void aFileThatKillsTheDecoderTwiceIsLeftOutUntilItChanges() throws Exception {
        Photos.writeMany(folder, 12);
        Path evil = folder.resolve("sub1/evil 写真.png");
        PictureWriter.write(new Raster(33, 20, new byte[33 * 20 * 3]), evil);

        assertThat(run()).isEqualTo(139);
        assertThat(run()).isEqualTo(139);
        assertThat(run()).isZero();

        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.catalogue().photos()).hasSize(12);
            assertThat(store.catalogue().unreadable()).singleElement().satisfies(file -> {
                assertThat(file.path()).isEqualTo(evil);
                assertThat(file.reason()).isEqualTo(Reason.CRASHED_DECODER);
                assertThat(file.message().english()).contains("evil 写真.png");
            });
        }
        PictureWriter.write(Photos.picture(99), evil);
        assertThat(run()).isZero();
        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.catalogue().photos()).hasSize(13);
            assertThat(store.catalogue().unreadable())
                    .extracting(UnreadableFile::path)
                    .isEmpty();
        }
    }

    private int run() throws Exception {
        Process process = KilledIndexing.start("crash", library, folder);
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {});
        return process.waitFor();
    }
}
