package io.manako.engine.library;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoFormat;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches folders and all below them, and says where photos came, changed or went. Changes are gathered until nothing more
 * has happened for a moment, so a card that is being copied is told of a few times and not for each file. Systems lose
 * such news, over a network for one, so from time to time all folders are told of unasked; and a drive that was not plugged in
 * is met when it is. One thread of its own; thread-safe.
 */
public final class FolderWatch implements AutoCloseable {
    /**
     * @param quiet how long nothing may happen before changes are told
     * @param longest how long changes are held back where they do not end, and how often a folder that is away is looked
     *     for
     * @param rescan how often all folders are told of
     */
    public record Pace(Duration quiet, Duration longest, Duration rescan) {
        /** For a person who copies photos and looks for them. */
        public static final Pace USUAL =
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(30));
    }

    /** Folders watched at most: systems count them, and each costs about a kilobyte of the kernel's memory. */
    public static final int MOST = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final List<Path> roots;
    private final Pace pace;
    private final int most;
    private final Consumer<Set<Path>> changed;
    private final Consumer<Message> limited;
    private final Thread thread;
    private volatile boolean closed;

    // Of the thread.
    private @Nullable WatchService service;
    private final Map<WatchKey, Path> watched = new HashMap<>();
    private final Set<Path> dirty = new HashSet<>();
    private final Set<Path> there = new HashSet<>();
    private boolean full;
    private long firstChange;
    private long lastChange;
    private long lastRescan = System.nanoTime();
    private long lastMeeting = lastRescan;

    /**
     * Starts watching.
     *
     * @param roots absolute folders, none within another
     * @param most folders that are watched at most, such as {@link #MOST}
     * @param changed given folders that are to be looked through, with all below them
     * @param limited told once if not all folders can be watched
     */
    public FolderWatch(List<Path> roots, Pace pace, int most, Consumer<Set<Path>> changed, Consumer<Message> limited) {
        this.roots = List.copyOf(roots);
        this.pace = pace;
        this.most = most;
        this.changed = changed;
        this.limited = limited;
        this.thread = Thread.ofPlatform().name("manako-watch").daemon().start(this::run);
    }

    private void run() {
        try (WatchService opened = FileSystems.getDefault().newWatchService()) {
            service = opened;
            roots.forEach(this::meet);
            work();
        } catch (IOException e) {
            LOG.warn("folders cannot be watched", e);
            service = null;
            roots.forEach(this::meet);
            tellLimit();
            work();
        }
    }

    /** Watches a root if it is there, and says whether it is. */
    private boolean meet(Path root) {
        if (!hasContent(root)) {
            there.remove(root);
            return false;
        }
        if (there.add(root)) {
            watch(root);
        }
        return true;
    }

    private void work() {
        try {
            while (!closed) {
                WatchKey key = await();
                if (key != null) {
                    take(key);
                }
                tellWhatIsDue();
            }
        } catch (InterruptedException | ClosedWatchServiceException end) {
            LOG.debug("watching ends");
        }
    }

    private @Nullable WatchKey await() throws InterruptedException {
        long now = System.nanoTime();
        long wait = lastRescan + pace.rescan.toNanos() - now;
        if (!dirty.isEmpty()) {
            wait = Math.min(wait, lastChange + pace.quiet.toNanos() - now);
        }
        if (there.size() < roots.size()) {
            wait = Math.min(wait, lastMeeting + pace.longest.toNanos() - now);
        }
        WatchService with = service;
        if (with != null) {
            return with.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
        return null;
    }

    /** Watches a folder and all below it, as far as that goes. Links are not followed: what they lead to is rescanned. */
    private void watch(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    boolean root = roots.contains(directory);
                    if (closed || full) {
                        return FileVisitResult.TERMINATE;
                    }
                    if (!root && FolderScan.isLeftOut(directory) || FolderScan.isLibrary(directory)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    register(directory);
                    return full ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    LOG.debug("not watched: {}", file, e);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debug("not watched: {}", folder, e);
        }
    }

    private void register(Path folder) {
        WatchService with = service;
        if (with == null) {
            return;
        }
        if (watched.size() >= most) {
            tellLimit();
            return;
        }
        try {
            WatchKey key = folder.register(
                    with,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            watched.put(key, folder);
        } catch (FileSystemException e) {
            LOG.debug("not watched: {}", folder, e);
        } catch (IOException e) {
            // The system's own limit has no class of its own.
            LOG.warn("not watched: {}", folder, e);
            tellLimit();
        }
    }

    private void tellLimit() {
        full = true;
        if (!closed) {
            limited.accept(Message.of("engine.watch.limit", watched.size(), pace.rescan.toMinutes()));
        }
    }

    private void take(WatchKey key) {
        Path folder = watched.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder == null) {
                continue;
            }
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                note(folder);
            } else if (event.context() instanceof Path name && concerns(folder.resolve(name), event.kind())) {
                note(folder);
            }
        }
        if (!key.reset()) {
            watched.remove(key);
            if (folder != null && there.remove(folder)) {
                note(folder); // unplugged, or moved away
            }
        }
    }

    /** Whether an entry is a photo or holds some. What is gone and has no photo's name may have been a folder. */
    private boolean concerns(Path entry, WatchEvent.Kind<?> kind) {
        if (PhotoFormat.ofName(entry) != null) {
            return true;
        }
        if (kind == StandardWatchEventKinds.ENTRY_CREATE && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            if (!full) {
                watch(entry);
            }
            return true;
        }
        return kind == StandardWatchEventKinds.ENTRY_DELETE && watched.containsValue(entry);
    }

    private void note(Path folder) {
        lastChange = System.nanoTime();
        if (dirty.isEmpty()) {
            firstChange = lastChange;
        }
        dirty.add(folder);
    }

    private void tellWhatIsDue() {
        long now = System.nanoTime();
        boolean settled = now - lastChange >= pace.quiet.toNanos() || now - firstChange >= pace.longest.toNanos();
        if (!dirty.isEmpty() && settled) {
            Set<Path> places = new HashSet<>();
            dirty.forEach(folder -> places.add(place(folder)));
            dirty.clear();
            tell(places);
        }
        if (now - lastMeeting >= pace.longest.toNanos()) {
            lastMeeting = now;
            roots.stream().filter(root -> !there.contains(root) && meet(root)).forEach(this::note);
        }
        if (now - lastRescan >= pace.rescan.toNanos()) {
            lastRescan = now;
            // Who was away and still is has nothing new to tell.
            Set<Path> places = new HashSet<>(there);
            roots.stream().filter(this::meet).forEach(places::add);
            if (!places.isEmpty()) {
                tell(places);
            }
        }
    }

    private void tell(Set<Path> places) {
        if (!closed) {
            changed.accept(places);
        }
    }

    /**
     * Where a change is seen: the folder itself, or where that is gone or empty one above it. An empty folder alone looks
     * like the mount point of a drive that is not plugged in.
     */
    private Path place(Path folder) {
        Path place = folder;
        while (!roots.contains(place) && !hasContent(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    private static boolean hasContent(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells nothing more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
