package io.manako.engine.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** There is no room on the disk for a file. */
public final class DiskFullException extends FileSystemException {
    private static final long serialVersionUID = 1;

    public DiskFullException(Path file) {
        super(file.toString(), null, "the disk is full. Free some space, or choose another disk.");
    }
}
