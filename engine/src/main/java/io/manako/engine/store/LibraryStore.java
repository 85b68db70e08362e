package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.store.StoreException.Kind;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one library, in a folder of its own:
 *
 * <pre>
 * catalogue.mv.db            what cannot be rebuilt
 * descriptors-MODEL.mv.db    descriptors of one model, one file for each
 * labels-MODEL.bin           what was learned from them of the tags
 * backups/                   the catalogue's last five, as packed SQL
 * library.lock, .owner       keep a second process out
 * </pre>
 *
 * Thread-safe. A damaged catalogue is set aside under another name and never deleted.
 */
public final class LibraryStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryStore.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final LibraryLock lock;
    private final H2File database;
    private final Catalogue catalogue;
    private final Backups backups;
    private final boolean readOnly;
    private final Map<String, DescriptorStore> descriptors = new HashMap<>();
    private final List<Message> notices = new ArrayList<>();

    private LibraryStore(Path directory, LibraryLock lock, H2File database, Backups backups, boolean readOnly) {
        this.directory = directory;
        this.lock = lock;
        this.database = database;
        this.catalogue = new Catalogue(database);
        this.backups = backups;
        this.readOnly = readOnly;
    }

    /**
     * Opens a library, or makes a new one where the folder is empty or missing. If the catalogue has changed since its
     * last backup, a backup is made first. A library that is there and cannot be written, because of its permissions, a
     * read-only disk or a full one, is opened for {@linkplain #readOnly reading only}, which {@link #notices} then says.
     *
     * @throws LibraryBusyException if it is open already; says by whom
     * @throws StoreException if the catalogue is damaged (says which backup there is), is newer than the program, or the
     *     folder cannot be used
     */
    public static LibraryStore open(Path directory) {
        return open(directory, Schema.CATALOGUE);
    }

    /** @param schema of the catalogue: tests bring one up to date that this program does not know yet */
    static LibraryStore open(Path directory, Schema schema) {
        Path absolute = directory.toAbsolutePath().normalize();
        Path file = absolute.resolve(CatalogueFile.NAME);
        H2File.requireUsable(file);
        boolean there = Files.exists(file);
        if (there && !Files.isWritable(file)) {
            return openForReading(absolute, schema, Message.of("engine.store.no-writing"));
        }
        LibraryLock lock;
        try {
            Files.createDirectories(absolute);
            lock = LibraryLock.acquire(absolute);
        } catch (IOException e) {
            if (there) {
                return openForReading(absolute, schema, StoreException.why(e));
            }
            throw StoreException.unusable(absolute, e);
        }
        try {
            Backups backups = new Backups(absolute);
            H2File database = new CatalogueFile(absolute, backups, schema).open();
            LibraryStore store = new LibraryStore(absolute, lock, database, backups, false);
            store.backUpOrNote();
            return store;
        } catch (IOException e) {
            lock.close();
            throw StoreException.unusable(absolute, e);
        } catch (StoreException e) {
            lock.close();
            if (there && e.kind() == Kind.DISK_FULL) {
                return openWithoutRoom(absolute, schema, e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The same; but where the catalogue is damaged, the newest of its backups that can be read takes its place. The damaged
     * file is set aside, and {@link #notices} says so.
     *
     * @throws StoreException also if there is no such backup
     */
    public static LibraryStore openOrRestore(Path directory) {
        try {
            return open(directory);
        } catch (StoreException e) {
            if (e.kind() != Kind.DAMAGED) {
                throw e;
            }
            Path backup = restoreNewest(directory, e);
            LibraryStore store = open(directory);
            store.note(Message.of("engine.store.restored", store.directory, backup.getFileName()));
            return store;
        }
    }

    private static Path restoreNewest(Path directory, StoreException damaged) {
        for (Path backup : backups(directory)) {
            try {
                restore(directory, backup);
                return backup;
            } catch (StoreException e) {
                damaged.addSuppressed(e);
            }
        }
        throw backups(directory).isEmpty() ? damaged : CatalogueFile.lost(directory, damaged);
    }

    /** A library that cannot even be read as it is, such as one whose making a full disk cut short, needs the room first. */
    private static LibraryStore openWithoutRoom(Path directory, Schema schema, StoreException full) {
        try {
            return openForReading(directory, schema, Message.of("engine.store.disk-full"));
        } catch (LibraryBusyException e) {
            throw e;
        } catch (StoreException e) {
            full.addSuppressed(e);
            throw full;
        }
    }

    private static LibraryStore openForReading(Path directory, Schema schema, Message why) {
        try {
            LibraryLock lock = LibraryLock.acquireForReading(directory);
            try {
                Backups backups = new Backups(directory);
                H2File database = new CatalogueFile(directory, backups, schema).openForReading();
                LibraryStore store = new LibraryStore(directory, lock, database, backups, true);
                store.note(Message.of("engine.store.opened-for-reading", directory, why));
                return store;
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw StoreException.unusable(directory, e);
        }
    }

    /** Whether a library was made in a folder before, whatever became of its files. Touches nothing. */
    public static boolean exists(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return Files.exists(absolute.resolve(CatalogueFile.NAME)) || Files.isDirectory(absolute.resolve("backups"));
    }

    /**
     * Says who has a library open, where somebody has: good to know before a model is loaded for it. Changes nothing.
     *
     * @throws LibraryBusyException if it is open already
     */
    public static void requireFree(Path directory) {
        if (Files.isDirectory(directory)) {
            try {
                LibraryLock.requireFree(directory);
            } catch (IOException e) {
                throw StoreException.unusable(directory, e);
            }
        }
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
        Path file = absolute.resolve(CatalogueFile.NAME);
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
            throw StoreException.unusable(absolute, e);
        }
    }

    /** Backups of a library's catalogue, newest first; works also while it is open or damaged. */
    public static List<Path> backups(Path directory) {
        try {
            return new Backups(directory.toAbsolutePath().normalize()).list();
        } catch (IOException e) {
            throw StoreException.unusable(directory, e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** Whether the library can be searched but not changed. */
    public boolean readOnly() {
        return readOnly;
    }

    /** @throws StoreException if the library is {@linkplain #readOnly open for reading only} */
    public void requireWritable() {
        if (readOnly) {
            throw new StoreException(Kind.READ_ONLY, Message.of("engine.store.library-read-only", directory));
        }
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
            String name = DescriptorFiles.nameFor(model);
            DescriptorStore store = descriptors.get(name);
            if (store == null) {
                Path file = databaseFile(directory, name);
                store = readOnly
                        ? DescriptorStore.openForReading(file, model, catalogue)
                        : DescriptorStore.open(file, model, catalogue, this::note);
                descriptors.put(name, store);
            }
            return store;
        }
    }

    /**
     * Puts the descriptors of a model aside if they cannot be read to their end, though their file could be opened, and begins
     * them anew. {@link #notices} says so. Reads all of them.
     *
     * @return false where nothing is wrong with them, or the library cannot be written
     */
    public boolean renewDescriptors(ModelInfo model) {
        synchronized (descriptors) {
            StoreException damage = readOnly ? null : descriptors(model).damage();
            if (damage == null) {
                return false;
            }
            closeDescriptors(model);
            DescriptorStore.setAside(databaseFile(directory, DescriptorFiles.nameFor(model)), damage);
            note(Message.of("engine.store.begun-anew", damage.wording(), model.name()));
            return true;
        }
    }

    /** Closes the descriptors of a model, if they are open; the next call of {@link #descriptors} opens them again. */
    public void closeDescriptors(ModelInfo model) {
        synchronized (descriptors) {
            DescriptorStore store = descriptors.remove(DescriptorFiles.nameFor(model));
            if (store != null) {
                store.close();
            }
        }
    }

    /** What was learned from a model's descriptors, to be kept with them. */
    public LabelFile labels(ModelInfo model) {
        return new LabelFile(DescriptorFiles.labels(directory, model), readOnly);
    }

    /** Throws away what was learned from the descriptors of every model. */
    public void forgetLabels() {
        requireWritable();
        LabelFile.deleteAll(directory);
    }

    /** What the descriptors of each model, and what was learned from them, take on the disk, by the models' names. */
    public List<DescriptorUse> descriptorUse() {
        synchronized (descriptors) {
            try {
                return DescriptorFiles.use(directory, this::isOpen);
            } catch (IOException e) {
                throw StoreException.unusable(directory, e);
            }
        }
    }

    /**
     * Deletes descriptors of a model and what was learned from them, those that are open left out. All of it can be computed again from the photos.
     *
     * @return bytes that are free now
     */
    public long dropDescriptors(String model) {
        requireWritable();
        synchronized (descriptors) {
            try {
                return DescriptorFiles.delete(directory, model, this::isOpen);
            } catch (IOException e) {
                throw StoreException.unusable(directory, e);
            }
        }
    }

    private boolean isOpen(Path file) {
        return descriptors.keySet().stream().anyMatch(name -> DescriptorFiles.belongs(file, name));
    }

    /**
     * Backs the catalogue up if it has changed since the last time.
     *
     * @throws StoreException if that fails; the earlier backups stay
     */
    public void backUp() {
        try {
            long changes = catalogue.changes();
            if (changes > 0 && !backups.hold(changes)) {
                Path backup = backups.make(database::execute, changes);
                LOG.info("Backed the catalogue up to {}", backup);
            }
        } catch (IOException | SQLException e) {
            throw StoreException.unusable(directory, e);
        }
    }

    /** A backup that fails must not keep a user from opening the library. */
    private void backUpOrNote() {
        try {
            backUp();
        } catch (StoreException e) {
            note(Message.of("engine.store.not-backed-up", e.wording()));
        }
    }

    private void note(Message notice) {
        LOG.warn(notice.english());
        synchronized (notices) {
            notices.add(notice);
        }
    }

    /** What a user should know of this library since it was opened, each a sentence or more. */
    public List<Message> notices() {
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
            throw StoreException.unusable(directory, e);
        }
    }

    private static Path databaseFile(Path directory, String name) {
        return directory.resolve(name + H2File.SUFFIX);
    }
}
