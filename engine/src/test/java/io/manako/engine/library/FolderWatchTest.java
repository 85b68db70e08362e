package io.manako.engine.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.library.FolderWatch.Pace;
import io.manako.engine.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, and the system's own news of them. */
class FolderWatchTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Pace QUICK = new Pace(Duration.ofMillis(200), Duration.ofSeconds(1), NEVER);

    @TempDir
    Path home;

    private final BlockingQueue<Set<Path>> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> limits = new LinkedBlockingQueue<>();
    private Path root;
    private FolderWatch watch;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectories(home.resolve("photos 写真"));
        Files.createDirectories(root.resolve("lake/boats"));
        Files.createDirectories(root.resolve("city"));
        Files.createDirectories(root.resolve(".hidden"));
        touch(root.resolve("lake/boats/first.jpg"));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static void touch(Path file) throws IOException {
        Files.writeString(file, "as the watch sees it, a photo");
    }

    /** Watches, and waits until the watch is known to be awake: a photo is written again and again until it is told. */
    private void watch(Pace pace, int most) throws Exception {
        watch = new FolderWatch(List.of(root), pace, most, told::add, limits::add);
        Set<Path> first = null;
        while (first == null) {
            touch(root.resolve("awake.jpg"));
            first = told.poll(500, TimeUnit.MILLISECONDS);
        }
        assertThat(first).containsExactly(root);
        while (told.poll(500, TimeUnit.MILLISECONDS) != null) {
            // the rest of the same news
        }
    }

    /** Everything that is told until a place is among it. */
    private Set<Path> untilTold(Path place) throws InterruptedException {
        Set<Path> all = new HashSet<>();
        while (!all.contains(place)) {
            Set<Path> places = told.poll(20, TimeUnit.SECONDS);
            assertThat(places).as("told of " + all + ", not of " + place).isNotNull();
            all.addAll(places);
        }
        return all;
    }

    @Test
    void newChangedAndDeletedPhotosAreToldByTheirFolders() throws Exception {
        watch(QUICK, FolderWatch.MOST);
        touch(root.resolve("city/note.txt"));
        touch(root.resolve(".hidden/cache.jpg"));
        for (int i = 0; i < 20; i++) {
            touch(root.resolve("lake/" + i + ".jpg"));
        }
        assertThat(untilTold(root.resolve("lake"))).containsExactly(root.resolve("lake"));

        touch(root.resolve("lake/boats/second.jpg"));
        untilTold(root.resolve("lake/boats"));
        Files.delete(root.resolve("lake/boats/second.jpg"));
        untilTold(root.resolve("lake/boats"));
    }

    @Test
    void aNewFolderIsWatchedToo() throws Exception {
        watch(QUICK, FolderWatch.MOST);
        Path fresh = Files.createDirectories(root.resolve("city/2024"));
        untilTold(root.resolve("city")); // as it is empty, its news is that of the folder above
        touch(fresh.resolve("a.jpg"));
        untilTold(fresh);
        Files.delete(fresh.resolve("a.jpg"));
        Files.delete(fresh);
        touch(root.resolve("city/b.jpg"));
        assertThat(untilTold(root.resolve("city"))).doesNotContain(fresh);
    }

    @Test
    void aFolderThatGoesIsToldAndMetWhenItComesBack() throws Exception {
        watch(QUICK, FolderWatch.MOST);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
        untilTold(root);
        while (told.poll(500, TimeUnit.MILLISECONDS) != null) {
            // the rest of the same news
        }
        Path drive = Files.createDirectories(home.resolve("drive/city"));
        touch(drive.resolve("a.jpg"));
        Files.move(home.resolve("drive"), root);
        untilTold(root);
        touch(root.resolve("city/b.jpg"));
        untilTold(root.resolve("city"));
    }

    @Test
    void whereTheLimitIsReachedItIsToldOnceAndTheRescanRemains() throws Exception {
        Duration often = Duration.ofMillis(300);
        watch = new FolderWatch(
                List.of(root), new Pace(Duration.ofMillis(50), NEVER, often), 2, told::add, limits::add);
        Message limit = limits.poll(20, TimeUnit.SECONDS);
        assertThat(limit).isNotNull();
        assertThat(limit.english()).startsWith("Only 2 folders");
        untilTold(root);
        untilTold(root);
        assertThat(limits).isEmpty();
    }
}
