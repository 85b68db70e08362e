package io.manako.engine.library;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoFormat;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.UnreadableFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A look at a folder and all below it. Hidden folders and those of the system are left out, and so is a library's own,
 * whose thumbnails are no photos. Links to folders are followed; each real folder is visited once, so a loop ends.
 *
 * @param folder absolute
 * @param reachable whether the folder is there and can be listed: if not, nothing is known of what is in it
 * @param files photos, folder by folder in the order of their names
 * @param skipped for each folder how many files it has of each format that is not read
 * @param sidecars XMP files beside photos, which are companions, too
 * @param companions files beside photos that nobody takes for a photo: sidecars, notes, what systems leave
 * @param unlistable folders that could not be listed, and files whose name the system cannot give back
 */
public record FolderScan(
        Path folder,
        boolean reachable,
        List<FoundFile> files,
        Map<Path, Map<String, Integer>> skipped,
        Map<Path, FileStamp> sidecars,
        int companions,
        List<UnreadableFile> unlistable) {
    private static final Set<String> SYSTEM_FOLDERS =
            Set.of("$recycle.bin", "system volume information", "lost+found", "@eadir", "__macosx", "#recycle");
    private static final String LIBRARY_MARK = "catalogue.mv.db";

    /** Whether there is nothing in the folder at all, as in the mount point of a drive that is not plugged in. */
    public boolean isEmpty() {
        return files.isEmpty() && skipped.isEmpty() && companions == 0 && unlistable.isEmpty();
    }

    /**
     * Looks.
     *
     * @param found told of the number of photos so far, after each folder; what it throws ends the scan
     */
    public static FolderScan of(Path folder, IntConsumer found) {
        return new Walk(folder.toAbsolutePath().normalize(), found).run();
    }

    /** Whether a file or folder is left out: hidden ones, and those in which systems keep what was deleted. */
    static boolean isLeftOut(Path entry) throws IOException {
        String name = String.valueOf(entry.getFileName());
        return name.startsWith(".") || SYSTEM_FOLDERS.contains(name.toLowerCase(Locale.ROOT)) || Files.isHidden(entry);
    }

    /** Whether a folder is a library's own, whose thumbnails are no photos. */
    static boolean isLibrary(Path folder) {
        return Files.exists(folder.resolve(LIBRARY_MARK));
    }

    /** A folder to list: as it is reached, and where it really is. */
    private record Directory(Path path, Path real) {}

    private static final class Walk {
        private final Path folder;
        private final IntConsumer found;
        private final Set<Path> visited = new HashSet<>();
        private final Deque<Directory> waiting = new ArrayDeque<>();
        /** Links wait until every real folder was visited, so that a photo is known by its real path where it has one. */
        private final Deque<Directory> links = new ArrayDeque<>();

        private final List<FoundFile> files = new ArrayList<>();
        private final Map<Path, Map<String, Integer>> skipped = new LinkedHashMap<>();
        private final List<UnreadableFile> unlistable = new ArrayList<>();
        private final Map<Path, FileStamp> sidecars = new HashMap<>();
        private int companions;

        Walk(Path folder, IntConsumer found) {
            this.folder = folder;
            this.found = found;
        }

        FolderScan run() {
            boolean reachable = false;
            try {
                reachable = list(new Directory(folder, folder.toRealPath()));
            } catch (IOException e) {
                refuse(folder, e);
            }
            while (reachable && !(waiting.isEmpty() && links.isEmpty())) {
                list(waiting.isEmpty() ? links.removeFirst() : waiting.removeFirst());
            }
            return new FolderScan(folder, reachable, files, skipped, sidecars, companions, unlistable);
        }

        private boolean list(Directory directory) {
            if (!visited.add(directory.real)) {
                return false;
            }
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.path)) {
                stream.forEach(entries::add);
            } catch (DirectoryIteratorException e) {
                refuse(directory.path, Objects.requireNonNull(e.getCause()));
                return false;
            } catch (IOException e) {
                refuse(directory.path, e);
                return false;
            }
            if (entries.stream().anyMatch(entry -> entry.endsWith(LIBRARY_MARK))) {
                return true;
            }
            entries.sort(null);
            List<Directory> below = new ArrayList<>();
            for (Path entry : entries) {
                visit(entry, directory, below);
            }
            below.reversed().forEach(waiting::addFirst);
            found.accept(files.size());
            return true;
        }

        private void visit(Path entry, Directory parent, List<Directory> below) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                boolean link = attributes.isSymbolicLink();
                if (link) {
                    attributes = Files.readAttributes(entry, BasicFileAttributes.class);
                }
                if (isLeftOut(entry)) {
                    return;
                }
                if (attributes.isDirectory() || attributes.isOther() && Files.isDirectory(entry)) {
                    // A junction of Windows is "other" and no link: its real path tells.
                    if (link || attributes.isOther()) {
                        links.add(new Directory(entry, entry.toRealPath()));
                    } else {
                        below.add(new Directory(entry, parent.real.resolve(entry.getFileName())));
                    }
                } else if (attributes.isRegularFile()) {
                    visitFile(entry, parent.path, attributes);
                }
            } catch (NoSuchFileException e) {
                // Deleted since it was listed, or a link to nothing: not a photo either way.
            } catch (IOException e) {
                refuse(entry, e);
            }
        }

        private void visitFile(Path file, Path parent, BasicFileAttributes attributes) {
            PhotoFormat format = PhotoFormat.ofName(file);
            if (format == null && Companions.contain(file)) {
                companions++;
                if (Sidecars.isNamed(file)) {
                    sidecars.put(file, Sidecars.stamp(attributes));
                }
                return;
            }
            if (format == null || !format.readable()) {
                String label = format == null ? extension(file) : format.label();
                skipped.computeIfAbsent(parent, any -> new LinkedHashMap<>()).merge(label, 1, Integer::sum);
                return;
            }
            FileStamp stamp = Sidecars.stamp(attributes);
            if (hasFaithfulName(file)) {
                files.add(new FoundFile(file, stamp));
            } else {
                unlistable.add(new UnreadableFile(
                        file, stamp, Reason.UNSUPPORTED_FORMAT, Message.of("engine.scan.name", file)));
            }
        }

        /** A name that does not survive being written down would bring back another file, or none. */
        private static boolean hasFaithfulName(Path file) {
            try {
                return file.equals(Path.of(file.toString()));
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static String extension(Path file) {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            String extension = dot < 0 ? "" : name.substring(dot + 1);
            boolean sensible = !extension.isBlank() && extension.length() <= 10;
            return sensible ? extension.toUpperCase(Locale.ROOT) : "no extension";
        }

        private void refuse(Path path, IOException e) {
            boolean denied = e instanceof AccessDeniedException;
            boolean gone = e instanceof NoSuchFileException;
            boolean file = e instanceof NotDirectoryException;
            Message why;
            if (denied) {
                why = Message.of("engine.scan.no-permission", path);
            } else if (gone) {
                why = Message.of("engine.scan.missing", path);
            } else if (file) {
                why = Message.of("engine.scan.no-folder", path);
            } else {
                why = Message.of("engine.scan.failed", path, e.getMessage());
            }
            unlistable.add(new UnreadableFile(
                    path,
                    new FileStamp(0, 0),
                    denied ? Reason.NO_PERMISSION : gone ? Reason.MISSING : Reason.DAMAGED,
                    why));
        }
    }
}
