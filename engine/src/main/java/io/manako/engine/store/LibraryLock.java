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
    private final Path ownerFile;
    private final FileChannel channel;

    private LibraryLock(Path directory, Path ownerFile, FileChannel channel) {
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

    @Override
    public void close() {
        synchronized (OPEN_HERE) {
            if (!OPEN_HERE.remove(directory)) {
                return;
            }
            try {
                Files.deleteIfExists(ownerFile);
                channel.close();
            } catch (IOException e) {
                LOG.warn("Could not release the lock of {}", directory, e);
            }
        }
    }
}
