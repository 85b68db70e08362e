package io.manako.engine.library;

import io.manako.engine.store.Catalogue;
import io.manako.engine.store.CatalogueWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folders of a library: none lies within another. */
public final class Roots {
    private Roots() {}

    /**
     * Adds folders that are there and not covered yet; one that covers others takes their place.
     *
     * @return all given folders, absolute and without repetition or one that lies within another: what there is to scan
     */
    public static List<Path> add(Catalogue catalogue, List<Path> folders) {
        List<Path> outermost = outermost(folders);
        List<Path> roots = catalogue.roots();
        for (Path folder : outermost) {
            if (!isCovered(roots, folder) && Files.isDirectory(folder)) {
                catalogue.write(writer -> add(writer, roots, folder));
            }
        }
        return outermost;
    }

    /**
     * Takes a folder out, there or not. Its photos are found no more; what is known of them stays, tags and descriptors too, and
     * counts again when the folder is added again.
     *
     * @param folder one of the library's; nothing happens to any other
     */
    public static void remove(Catalogue catalogue, Path folder) {
        if (catalogue.roots().contains(folder)) {
            catalogue.write(writer -> {
                writer.removeRoot(folder);
                writer.leaveFiles(folder);
            });
        }
    }

    private static boolean isCovered(List<Path> roots, Path folder) {
        return roots.stream().anyMatch(folder::startsWith);
    }

    /** Adds one folder to the roots there are, unless it is covered. */
    static void add(CatalogueWriter writer, List<Path> roots, Path folder) {
        if (!isCovered(roots, folder)) {
            roots.stream().filter(root -> root.startsWith(folder)).forEach(writer::removeRoot);
            writer.addRoot(folder);
        }
    }

    private static List<Path> outermost(List<Path> folders) {
        List<Path> absolute = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
        return absolute.stream()
                .filter(folder ->
                        absolute.stream().noneMatch(other -> !other.equals(folder) && folder.startsWith(other)))
                .toList();
    }
}
