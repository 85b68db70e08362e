package io.manako.engine.library;

import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.CatalogueWriter;
import io.manako.engine.store.FileRow;
import io.manako.engine.store.FileState;
import io.manako.engine.store.UnreadableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scan means for the catalogue. A file of the same path, size and time is taken for unchanged and not read again;
 * one that is not there is {@linkplain FileState#MISSING missing} where its folder could be looked into, else
 * {@linkplain FileState#OFFLINE offline}.
 *
 * @param scan what is there
 * @param fresh files that are new or have changed: their bytes are to be read
 * @param same files as the catalogue knows them, by the states it had
 * @param stale those of {@code same} whose metadata are to be read again: a sidecar came, changed or went, or this program
 *     reads more than the one before
 * @param stillUnreadable files that could not be read before and have not changed since
 * @param gone files that the catalogue knows and the scan did not find, with the state they get
 * @param recovered entries of the unreadable list that no longer hold
 */
public record FolderChanges(
        FolderScan scan,
        List<FoundFile> fresh,
        List<FileRow> same,
        List<FileRow> stale,
        List<UnreadableFile> stillUnreadable,
        Map<FileRow, FileState> gone,
        List<Path> recovered) {

    /** Reasons that may have gone away although the file has the same size and time; a codec may have been installed. */
    private static final Set<Reason> WORTH_ANOTHER_TRY =
            EnumSet.of(Reason.NO_PERMISSION, Reason.MISSING, Reason.UNSUPPORTED_FORMAT);

    public static FolderChanges between(FolderScan scan, Catalogue catalogue) {
        Map<Path, FileRow> known = catalogue.filesUnder(scan.folder());
        Map<Path, UnreadableFile> unreadable = new HashMap<>();
        for (UnreadableFile file : catalogue.unreadable()) {
            if (file.path().startsWith(scan.folder())) {
                unreadable.put(file.path(), file);
            }
        }
        List<FoundFile> fresh = new ArrayList<>();
        List<FileRow> same = new ArrayList<>();
        List<FileRow> stale = new ArrayList<>();
        List<UnreadableFile> stillUnreadable = new ArrayList<>();
        for (FoundFile file : scan.files()) {
            FileRow row = known.remove(file.path());
            UnreadableFile failed = unreadable.get(file.path());
            if (failed != null && failed.stamp().equals(file.stamp()) && !WORTH_ANOTHER_TRY.contains(failed.reason())) {
                stillUnreadable.add(failed);
                unreadable.remove(file.path());
            } else if (row != null && row.stamp().equals(file.stamp())) {
                same.add(row);
                if (row.metadata()
                        != Sidecars.among(row.path(), scan.sidecars()).version()) {
                    stale.add(row);
                }
            } else {
                fresh.add(file);
            }
        }
        boolean blind = !scan.reachable() || scan.isEmpty();
        Map<FileRow, FileState> gone = new HashMap<>();
        for (FileRow row : known.values()) {
            gone.put(row, blind || isUnder(scan.unlistable(), row.path()) ? FileState.OFFLINE : FileState.MISSING);
        }
        List<Path> recovered = unreadable.keySet().stream()
                .filter(path -> !blind && !isUnder(scan.unlistable(), path))
                .toList();
        return new FolderChanges(scan, fresh, same, stale, stillUnreadable, gone, recovered);
    }

    private static boolean isUnder(List<UnreadableFile> folders, Path path) {
        return folders.stream().anyMatch(folder -> path.startsWith(folder.path()));
    }

    /** How many files have a state. */
    public int count(FileState state) {
        return (int) gone.values().stream().filter(state::equals).count();
    }

    /** Writes down all but the fresh files, which are still to be read. */
    public void apply(CatalogueWriter writer) {
        gone.forEach((row, state) -> {
            if (row.state() != state) {
                writer.setState(row.path(), state);
            }
        });
        for (FileRow row : same) {
            if (row.state() != FileState.PRESENT) {
                writer.setState(row.path(), FileState.PRESENT);
            }
        }
        recovered.forEach(writer::clearUnreadable);
        scan.unlistable().forEach(writer::putUnreadable);
        if (scan.reachable()) {
            writer.replaceSkipped(scan.folder(), scan.skipped());
        }
    }
}
