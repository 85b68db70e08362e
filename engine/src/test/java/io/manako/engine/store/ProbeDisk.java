package io.manako.engine.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.async.FilePathAsync;
import org.jspecify.annotations.Nullable;

/**
 * A disk under H2 that keeps for each database a copy of what was flushed, which is all that a power cut leaves, and that
 * can be full.
 */
public class ProbeDisk extends FilePathWrapper {
    /** Prefix of a database's name that puts it on this disk. */
    static final String PREFIX = "probe:async:";

    private static volatile boolean full;

    static void install() {
        FilePath.register(new ProbeDisk());
        full = false;
    }

    /** Puts the files of whole libraries on this disk, until {@link #uninstallUnderLibraries}. */
    static void installUnderLibraries() {
        FilePath.register(new UnderLibraries());
        full = false;
    }

    static void uninstallUnderLibraries() {
        FilePath.register(new FilePathAsync());
    }

    /** Takes the place of H2's asynchronous channels, through which every library is opened. */
    public static final class UnderLibraries extends ProbeDisk {
        @Override
        public String getScheme() {
            return "async";
        }
    }

    static void setFull(boolean isFull) {
        full = isFull;
    }

    /** What the disk would hold if the power were cut now. */
    static Path afterPowerCut(Path database) {
        String name = database.getFileName().toString();
        return database.resolveSibling("flushed-" + name);
    }

    @Override
    public String getScheme() {
        return "probe";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        String name = getBase().toString();
        return new Channel(getBase().open(mode), Path.of(name.substring(name.indexOf(':') + 1)));
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel base;
        private final Path file;

        Channel(FileChannel base, Path file) {
            this.base = base;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return base.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            return base.write(source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            base.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            base.force(metaData);
            try {
                Files.copy(file, afterPowerCut(file), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
