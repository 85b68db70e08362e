package io.manako.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that it is either whole or not there: into a temporary file beside it, then moved. Thread-safe. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, which is replaced if it exists.
     *
     * @throws AccessDeniedException naming the folder, if nothing may be made in it
     * @throws NoSuchFileException naming the folder, if there is none
     * @throws DiskFullException naming the file, if there is no room for it
     * @throws IOException if the file cannot be written for another reason; whatever the reason, a file that was there
     *     before is still there
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, false);
    }

    /**
     * The same, and the content is on the disk before it takes the place of what was there: also a power cut leaves the old file
     * or the new one. Takes as long as the disk does.
     *
     * @throws IOException as {@link #write}
     */
    public static void writeThrough(Path file, byte[] content) throws IOException {
        write(file, content, true);
    }

    private static void write(Path file, byte[] content, boolean through) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is a folder: give a file name.");
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder.");
        }
        // Not createTempFile: its files are for their owner alone, and so would be the file that others shall read.
        Path temporary = PartFiles.in(folder);
        try {
            begin(temporary, file, folder, content, through);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING); // some network drives
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        PartFiles.sweepOnce(folder);
    }

    private static void begin(Path temporary, Path file, Path folder, byte[] content, boolean through)
            throws IOException {
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (through) {
                try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
            }
        } catch (AccessDeniedException e) {
            // The name of the temporary file tells the user nothing.
            throw new AccessDeniedException(folder.toString());
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString());
        } catch (IOException e) {
            throw named(file, folder, e, content.length);
        }
    }

    /** Systems tell of a full disk in their own words, and in their user's language; so the disk is asked. */
    private static IOException named(Path file, Path folder, IOException failure, int length) throws IOException {
        boolean full = Files.getFileStore(folder).getUsableSpace() < length;
        FileSystemException named = full
                ? new DiskFullException(file)
                : new FileSystemException(file.toString(), null, failure.getMessage());
        named.initCause(failure);
        return named;
    }
}
