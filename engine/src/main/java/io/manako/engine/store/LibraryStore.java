package io.manako.engine.store;

import io.manako.engine.store.StoreException.Kind;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one library, in a folder of its own:
 *
 * <pre>
 * catalogue.mv.db            what cannot be rebuilt
 * descriptors-MODEL.mv.db    descriptors of one model, one file for each
 * backups/                   the catalogue's last five, as packed SQL
 * library.lock, .owner       keep a second process out
 * </pre>
 *
 * Thread-safe. A damaged catalogue is set aside under another name and never deleted.
 */
public final class LibraryStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryStore.class);
    private static final String CATALOGUE = "catalogue";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final LibraryLock lock;
    private final H2File database;
    private final Catalogue catalogue;
    private final Backups backups;
    private final Map<String, DescriptorStore> descriptors = new HashMap<>();
    private final List<String> notices = new ArrayList<>();

    private LibraryStore(Path directory, LibraryLock lock, H2File database, Backups backups) {
        this.directory = directory;
        this.lock = lock;
        this.database = database;
        this.catalogue = new Catalogue(database);
        this.backups = backups;
    }

    /**
     * Opens a library, or makes a new one where the folder is empty or missing. If the catalogue has changed since its
     * last backup, a backup is made first.
     *
     * @throws LibraryBusyException if it is open already; says by whom
     * @throws StoreException if the catalogue is damaged (says which backup there is), is newer than the program, or the
     *     folder cannot be used
     */
    public static LibraryStore open(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        LibraryLock lock = lock(absolute);
        try {
            Backups backups = new Backups(absolute);
            LibraryStore store = new LibraryStore(absolute, lock, openCatalogue(absolute, backups), backups);
            store.backUpOrNote();
            return store;
        } catch (IOException e) {
            lock.close();
            throw unusable(absolute, e);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Whether a library was made in a folder before, whatever became of its files. Touches nothing. */
    public static boolean exists(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return Files.exists(databaseFile(absolute, CATALOGUE)) || Files.isDirectory(absolute.resolve("backups"));
    }

    private static H2File openCatalogue(Path directory, Backups backups) throws IOException {
        Path file = databaseFile(directory, CATALOGUE);
        List<Path> saved = backups.list();
        boolean empty = !Files.exists(file) || Files.size(file) == 0;
        if (empty && !saved.isEmpty()) {
            // H2 would take it for a new database, and a library would look forgotten.
            throw damaged(directory, "its file is missing or empty", saved, null);
        }
        H2File database;
        try {
            database = H2File.open(file, H2File.Durability.DISK, Schema.CATALOGUE);
        } catch (StoreException e) {
            if (e.kind() == Kind.DAMAGED) {
                throw damaged(directory, "its file cannot be read", saved, e);
            }
            throw e;
        }
        if (!saved.isEmpty() && new Catalogue(database).changes() == 0) {
            database.close();
            throw damaged(directory, "it has lost its content", saved, null);
        }
        return database;
    }

    private static StoreException damaged(Path directory, String what, List<Path> saved, @Nullable Throwable cause) {
        String help = saved.isEmpty()
                ? "There is no backup. Move the library's folder away and index the folders again."
                : "Restore its newest backup: " + saved.getFirst() + ".";
        return new StoreException(
                Kind.DAMAGED,
                "The catalogue of the library " + directory + " is damaged: " + what
                        + ". The photos themselves are not affected. " + help,
                cause);
    }

    /**
     * Puts a backup in the place of the catalogue. The catalogue that was there is kept beside it as
     * {@code catalogue-set-aside-TIME.mv.db}.
     *
     * @param backup one of {@link #backups}
     * @throws StoreException if the backup cannot be read; the catalogue is then as it was
     */
    public static void restore(Path directory, Path backup) {
        Path absolute = directory.toAbsolutePath().normalize();
        Path file = databaseFile(absolute, CATALOGUE);
        Path restored = databaseFile(absolute, "catalogue-restored");
        try (LibraryLock lock = lock(absolute)) {
            Files.deleteIfExists(restored);
            Backups.load(backup, restored);
            if (Files.exists(file)) {
                Files.move(file, databaseFile(absolute, "catalogue-set-aside-" + TIME.format(Instant.now())));
            }
            Files.move(restored, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("Restored {} from {}", file, backup);
        } catch (IOException e) {
            throw unusable(absolute, e);
        }
    }

    /** Backups of a library's catalogue, newest first; works also while it is open or damaged. */
    public static List<Path> backups(Path directory) {
        try {
            return new Backups(directory.toAbsolutePath().normalize()).list();
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    public Path directory() {
        return directory;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * The descriptors of a model, opened at the first call. A file that is damaged or does not fit the model is put aside
     * and begun anew, which {@link #notices} then says.
     */
    public DescriptorStore descriptors(ModelInfo model) {
        synchronized (descriptors) {
            String name = descriptorsName(model);
            DescriptorStore store = descriptors.get(name);
            if (store == null) {
                store = DescriptorStore.open(databaseFile(directory, name), model, catalogue, this::note);
                descriptors.put(name, store);
            }
            return store;
        }
    }

    private static String descriptorsName(ModelInfo model) {
        String safe = model.name().replaceAll("[^A-Za-z0-9._-]", "_");
        String fingerprint = model.fingerprint().replaceAll("[^A-Za-z0-9]", "");
        return "descriptors-" + safe + "-" + fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }

    /**
     * Backs the catalogue up if it has changed since the last time.
     *
     * @throws StoreException if that fails; the earlier backups stay
     */
    public void backUp() {
        try {
            long changes = catalogue.changes();
            List<Path> saved = backups.list();
            if (changes == 0 || !saved.isEmpty() && Backups.changes(saved.getFirst()) == changes) {
                return;
            }
            Path backup = backups.make(database, changes);
            LOG.info("Backed the catalogue up to {}", backup);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /** A backup that fails must not keep a user from opening the library. */
    private void backUpOrNote() {
        try {
            backUp();
        } catch (StoreException e) {
            note("The catalogue was not backed up. " + e.getMessage());
        }
    }

    private void note(String notice) {
        LOG.warn(notice);
        synchronized (notices) {
            notices.add(notice);
        }
    }

    /** What a user should know of this library since it was opened, each a whole sentence or more. */
    public List<String> notices() {
        synchronized (notices) {
            return List.copyOf(notices);
        }
    }

    /** Closes all files, then lets other processes in. Waits for a running transaction. */
    @Override
    public void close() {
        try (lock;
                database) {
            synchronized (descriptors) {
                descriptors.values().forEach(DescriptorStore::close);
            }
        }
    }

    private static LibraryLock lock(Path directory) {
        try {
            Files.createDirectories(directory);
            return LibraryLock.acquire(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static Path databaseFile(Path directory, String name) {
        return directory.resolve(name + H2File.SUFFIX);
    }

    private static StoreException unusable(Path directory, IOException e) {
        String why = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new StoreException(
                Kind.FAILED,
                "The folder " + directory + " cannot be used for a library (" + why
                        + "). Nothing was changed. Choose a folder that exists on this computer and may be written.",
                e);
    }
}
