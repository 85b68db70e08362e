package io.manako.engine.library;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's watches on folders, as many as there may be. For one thread. */
final class Watches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final int most;
    private final IntConsumer onFull;
    private final @Nullable WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private boolean full;

    /** @param onFull told once, with the number of watches, when a folder cannot be watched because of a limit */
    Watches(int most, IntConsumer onFull) {
        this.most = most;
        this.onFull = onFull;
        this.service = open();
    }

    private static @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            LOG.warn("folders cannot be watched", e);
            return null;
        }
    }

    /** Watches a folder and all below it, as far as that goes. Links are not followed: what they lead to is rescanned. */
    void add(Path top) {
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    boolean leftOut = !folder.equals(top) && FolderScan.isLeftOut(folder);
                    if (leftOut || FolderScan.isLibrary(folder)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    register(folder);
                    boolean goOn = !full && !Thread.currentThread().isInterrupted();
                    return goOn ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    LOG.debug("not watched: {}", file, e);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debug("not watched: {}", top, e);
        }
    }

    private void register(Path folder) {
        if (full) {
            return;
        }
        if (service == null || folders.size() >= most) {
            fill();
            return;
        }
        try {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            folders.put(key, folder);
        } catch (FileSystemException e) {
            LOG.debug("not watched: {}", folder, e);
        } catch (IOException e) {
            // The system's own limit has no class of its own.
            LOG.warn("not watched: {}", folder, e);
            fill();
        }
    }

    private void fill() {
        full = true;
        onFull.accept(folders.size());
    }

    boolean contain(Path folder) {
        return folders.containsValue(folder);
    }

    /** News of one folder. */
    record News(Path folder, List<WatchEvent<?>> events, boolean gone) {}

    /**
     * Waits for news.
     *
     * @return null if there was none in time
     */
    @Nullable
    News await(long nanos) throws InterruptedException {
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos));
            return null;
        }
        WatchKey key = service.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        Path folder = key == null ? null : folders.get(key);
        if (key == null || folder == null) {
            return null;
        }
        List<WatchEvent<?>> events = key.pollEvents();
        boolean gone = !key.reset();
        if (gone) {
            folders.remove(key);
        }
        return new News(folder, events, gone);
    }

    @Override
    public void close() {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }
}
