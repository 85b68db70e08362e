package io.manako.engine.library;

import io.manako.engine.message.Message;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.FileRow;
import io.manako.engine.store.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder of the library that now lies elsewhere: on another drive, under another letter or name. What is known of its
 * files is known of those at the new place, so the next look reads only what differs.
 */
public final class Relocation {
    private Relocation() {}

    /**
     * Points the library to the new place.
     *
     * @param from one of the library's folders, there or not
     * @param to where it lies now, neither in the old place nor around it
     * @throws RelocationException if {@code to} cannot be that folder; nothing is changed then
     */
    public static void apply(Catalogue catalogue, Path from, Path to) {
        Path target = to.toAbsolutePath().normalize();
        List<Path> roots = catalogue.roots();
        if (!roots.contains(from)) {
            throw new RelocationException(Message.of("engine.relocation.no-root", from));
        }
        if (target.startsWith(from) || from.startsWith(target)) {
            throw new RelocationException(Message.of("engine.relocation.nested", target, from));
        }
        if (!Files.isDirectory(target)) {
            throw new RelocationException(Message.of("engine.relocation.no-folder", target));
        }
        Map<Path, FileRow> files = catalogue.filesUnder(from);
        boolean same = files.values().stream()
                .anyMatch(row -> isThere(target.resolve(from.relativize(row.path())), row.stamp()));
        if (!files.isEmpty() && !same) {
            throw new RelocationException(Message.of("engine.relocation.strange", target, from));
        }
        catalogue.write(writer -> {
            writer.removeRoot(from);
            writer.moveFiles(from, target);
            Roots.add(writer, roots, target);
        });
    }

    /** By its size alone: a copy to another drive may have lost the time. */
    private static boolean isThere(Path file, FileStamp stamp) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == stamp.size();
        } catch (IOException e) {
            return false;
        }
    }
}
