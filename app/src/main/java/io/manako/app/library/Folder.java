package io.manako.app.library;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.NaturalOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A folder of the library with those below it that hold photos.
 *
 * @param photos in it and all below it, one of several files once
 * @param away of these, how many cannot be read now since their drive is not there
 */
record Folder(Path path, int photos, int away, State state, List<Folder> below) {
    /** How a folder is known. */
    enum State {
        /** As it was at the last look. */
        INDEXED,
        /** Something in it, or in a folder below, has changed and waits to be looked at. */
        CHANGED,
        /** It is not there: its photos can be looked at in small, and come back with it. */
        OFFLINE
    }

    /** Counts while photos go by. */
    private static final class Count {
        private final Map<Path, Count> below = new TreeMap<>(NaturalOrder.FOLDERS);
        private int photos;
        private int away;

        void add(int morePhotos, int moreAway) {
            photos += morePhotos;
            away += moreAway;
        }

        /** The folders from this one, which is {@code root}, down to another. */
        List<Count> downTo(Path root, Path folder) {
            List<Count> way = new ArrayList<>(List.of(this));
            Path place = root;
            for (Path name : root.relativize(folder)) {
                if (!name.toString().isEmpty()) {
                    place = place.resolve(name);
                    way.add(way.getLast().below.computeIfAbsent(place, any -> new Count()));
                }
            }
            return way;
        }

        /** Counts a photo of several files: each folder has it once, and it is away where none of the folder's is at hand. */
        void add(Path root, GalleryPhoto photo) {
            Map<Count, Boolean> away = new IdentityHashMap<>();
            photo.files().stream()
                    .filter(file -> file.path().startsWith(root) && file.path().getParent() != null)
                    .forEach(file -> downTo(root, file.path().getParent())
                            .forEach(count -> away.merge(count, file.offline(), Boolean::logicalAnd)));
            away.forEach((count, offline) -> count.add(1, offline ? 1 : 0));
        }

        Folder folder(Path path, Set<Path> unreachable, Set<Path> changed) {
            List<Folder> folders = below.entrySet().stream()
                    .map(entry -> entry.getValue().folder(entry.getKey(), unreachable, changed))
                    .toList();
            State state = State.INDEXED;
            if (unreachable.contains(path) || photos > 0 && away == photos) {
                state = State.OFFLINE;
            } else if (changed.stream().anyMatch(place -> place.startsWith(path))) {
                state = State.CHANGED;
            }
            return new Folder(path, photos, away, state, folders);
        }
    }

    Folder {
        below = List.copyOf(below);
    }

    /**
     * The library as a tree.
     *
     * @param roots folders that were added, none within another
     * @param unreachable of these, those that are not there
     * @param changed folders and files with changes that wait to be looked at
     */
    static List<Folder> tree(
            List<Path> roots, Collection<GalleryPhoto> photos, Set<Path> unreachable, Set<Path> changed) {
        Map<Path, Count> counts = new HashMap<>();
        List<GalleryPhoto> copied = new ArrayList<>();
        for (GalleryPhoto photo : photos) {
            Path folder = photo.path().getParent();
            if (!photo.copies().isEmpty()) {
                copied.add(photo);
            } else if (folder != null) {
                counts.computeIfAbsent(folder, any -> new Count()).add(1, photo.offline() ? 1 : 0);
            }
        }
        return roots.stream()
                .map(root -> {
                    Count all = new Count();
                    counts.forEach((folder, count) -> {
                        if (folder.startsWith(root)) {
                            all.downTo(root, folder).forEach(at -> at.add(count.photos, count.away));
                        }
                    });
                    copied.forEach(photo -> all.add(root, photo));
                    return all.folder(root, unreachable, changed);
                })
                .toList();
    }

    /** What is shown of it; a drive has no name but its letter. */
    String name() {
        return Optional.ofNullable(path.getFileName()).orElse(path).toString();
    }

    /** What is shown of it beside others: as much of its path as tells it from roots that are called alike. */
    String nameAmong(List<Folder> roots) {
        if (roots.stream().noneMatch(root -> root.path.equals(path))) {
            return name();
        }
        int names = path.getNameCount();
        return IntStream.range(0, names)
                .mapToObj(above -> path.subpath(names - 1 - above, names))
                .filter(end ->
                        roots.stream().filter(root -> root.path.endsWith(end)).count() == 1)
                .map(Path::toString)
                .findFirst()
                .orElse(path.toString());
    }
}
