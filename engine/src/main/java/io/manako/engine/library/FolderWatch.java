package io.manako.engine.library;

import io.manako.engine.library.Watches.News;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoFormat;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
    private final Set<Path> dirty = new HashSet<>();
    private final Set<Path> there = new HashSet<>();
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
        try (Watches opened = new Watches(most, this::tellLimit)) {
            roots.forEach(root -> meet(opened, root));
            while (!closed) {
                News news = opened.await(untilDue());
                if (news != null) {
                    take(opened, news);
                }
                tellWhatIsDue(opened);
            }
        } catch (InterruptedException end) {
            LOG.debug("watching ends");
            Thread.currentThread().interrupt();
        }
    }

    private long untilDue() {
        long now = System.nanoTime();
        long wait = lastRescan + pace.rescan.toNanos() - now;
        if (!dirty.isEmpty()) {
            wait = Math.min(wait, lastChange + pace.quiet.toNanos() - now);
        }
        if (there.size() < roots.size()) {
            wait = Math.min(wait, lastMeeting + pace.longest.toNanos() - now);
        }
        return wait;
    }

    /** Watches a root if it is there, and says whether it is. */
    private boolean meet(Watches watches, Path root) {
        if (!hasContent(root)) {
            there.remove(root);
            return false;
        }
        if (there.add(root)) {
            watches.add(root);
        }
        return true;
    }

    private void tellLimit(int watched) {
        if (!closed) {
            limited.accept(Message.of("engine.watch.limit", watched, pace.rescan.toMinutes()));
        }
    }

    private void take(Watches watches, News news) {
        for (WatchEvent<?> event : news.events()) {
            boolean lost = event.kind() == StandardWatchEventKinds.OVERFLOW;
            if (lost
                    || event.context() instanceof Path name
                            && concerns(watches, news.folder().resolve(name), event.kind())) {
                note(news.folder());
            }
        }
        if (news.gone() && there.remove(news.folder())) {
            note(news.folder()); // unplugged, or moved away
        }
    }

    /** Whether an entry is a photo, says something of one or holds some. What is gone and has no photo's name may have been a folder. */
    private static boolean concerns(Watches watches, Path entry, WatchEvent.Kind<?> kind) {
        if (PhotoFormat.ofName(entry) != null || Sidecars.isNamed(entry)) {
            return true;
        }
        if (kind == StandardWatchEventKinds.ENTRY_CREATE && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            watches.add(entry);
            return true;
        }
        return kind == StandardWatchEventKinds.ENTRY_DELETE && watches.contain(entry);
    }

    private void note(Path folder) {
        lastChange = System.nanoTime();
        if (dirty.isEmpty()) {
            firstChange = lastChange;
        }
        dirty.add(folder);
    }

    private void tellWhatIsDue(Watches watches) {
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
            roots.stream()
                    .filter(root -> !there.contains(root) && meet(watches, root))
                    .forEach(this::note);
        }
        if (now - lastRescan >= pace.rescan.toNanos()) {
            lastRescan = now;
            // Who was away and still is has nothing new to tell.
            Set<Path> places = new HashSet<>(there);
            roots.stream().filter(root -> meet(watches, root)).forEach(places::add);
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
        } catch (IOException | DirectoryIteratorException e) {
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
