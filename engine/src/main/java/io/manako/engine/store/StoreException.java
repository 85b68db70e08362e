package io.manako.engine.store;

import org.jspecify.annotations.Nullable;

/** A library's files cannot be read or written. The message says what happened, what it means and what to do. */
public class StoreException extends RuntimeException {
    /** What can be done about it, in a word. */
    public enum Kind {
        /** Another process has the library open. */
        BUSY,
        /** A file is not what was written; a catalogue has backups, descriptors are made again. */
        DAMAGED,
        /** The disk has no room; what was committed before is safe. */
        DISK_FULL,
        /** The library was written by a newer version of the program. */
        NEWER_VERSION,
        /** The library cannot be written and is open for searching only. */
        READ_ONLY,
        /** Anything else: permission, a failing disk, a closed library. */
        FAILED
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }
}
