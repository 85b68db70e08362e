package io.manako.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process at a time. The operating system's lock on {@code library.lock} decides, and dies with the process;
 * {@code library.owner} beside it only says who holds it (a locked file cannot be read on Windows).
 */
final class LibraryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryLock.class);

    /**
     * Libraries open in this process. Asked before the file is touched: where locks are POSIX's, closing any channel on
     * the file, such as one that failed to lock it, would release the lock that this process already has.
     */
    private static final Set<Path> OPEN_HERE = new HashSet<>();

    private final Path directory;
    /** Null for a reader, who leaves no name. */
    private final @Nullable Path ownerFile;

    /** Null for a reader of a library without a lock file. */
    private final @Nullable FileChannel channel;

    private LibraryLock(Path directory, @Nullable Path ownerFile, @Nullable FileChannel channel) {
        this.directory = directory;
        this.ownerFile = ownerFile;
        this.channel = channel;
    }

    /**
     * Takes the library, or says who has it.
     *
     * @param directory exists and is writable
     * @throws LibraryBusyException if it is open already, here or elsewhere
     */
    static LibraryLock acquire(Path directory) throws IOException {
        Path real = directory.toRealPath();
        Path ownerFile = real.resolve("library.owner");
        synchronized (OPEN_HERE) {
            if (OPEN_HERE.contains(real)) {
                throw new LibraryBusyException(directory, LibraryOwner.read(ownerFile));
            }
            FileChannel channel =
                    FileChannel.open(real.resolve("library.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = null;
            try {
                lock = channel.tryLock();
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                throw new LibraryBusyException(directory, LibraryOwner.read(ownerFile));
            }
            OPEN_HERE.add(real);
            LibraryLock held = new LibraryLock(real, ownerFile, channel);
            try {
                LibraryOwner.current().write(ownerFile);
            } catch (IOException e) {
                // Only the name is missing then, and a full disk must not lock a user out of searching.
                LOG.warn("Could not write {}", ownerFile, e);
            }
            return held;
        }
    }

    /**
     * Says who has a library, where somebody has; takes and changes nothing.
     *
     * @param directory exists
     * @throws LibraryBusyException if it is open already, here or elsewhere
     */
    static void requireFree(Path directory) throws IOException {
        Path real = directory.toRealPath();
        Path lockFile = real.resolve("library.lock");
        synchronized (OPEN_HERE) {
            boolean busy = OPEN_HERE.contains(real);
            if (!busy && Files.isRegularFile(lockFile) && Files.isWritable(lockFile)) {
                try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                    busy = channel.tryLock() == null;
                }
            }
            if (busy) {
                throw new LibraryBusyException(directory, LibraryOwner.read(real.resolve("library.owner")));
            }
        }
    }

    /**
     * Takes a library that cannot be written, beside other readers: a writer, who may have more rights, is kept out and
     * keeps readers out. Changes nothing in the folder.
     *
     * @throws LibraryBusyException if it is open already in this process, or for writing elsewhere
     */
    static LibraryLock acquireForReading(Path directory) throws IOException {
        Path real = directory.toRealPath();
        synchronized (OPEN_HERE) {
            if (OPEN_HERE.contains(real)) {
                throw new LibraryBusyException(directory, LibraryOwner.read(real.resolve("library.owner")));
            }
            LibraryLock held = new LibraryLock(real, null, lockShared(directory, real));
            OPEN_HERE.add(real);
            return held;
        }
    }

    private static @Nullable FileChannel lockShared(Path directory, Path real) throws IOException {
        Path lockFile = real.resolve("library.lock");
        if (!Files.isRegularFile(lockFile) || !Files.isReadable(lockFile)) {
            return null; // the database file's own lock has to do
        }
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, true);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new LibraryBusyException(directory, LibraryOwner.read(real.resolve("library.owner")));
        }
        return channel;
    }

    @Override
    public void close() {
        synchronized (OPEN_HERE) {
            if (!OPEN_HERE.remove(directory)) {
                return;
            }
            try (FileChannel released = channel) {
                if (ownerFile != null) {
                    Files.deleteIfExists(ownerFile);
                }
            } catch (IOException e) {
                LOG.warn("Could not release the lock of {}", directory, e);
            }
        }
    }
}
