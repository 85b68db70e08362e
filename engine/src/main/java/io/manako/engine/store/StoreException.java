package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A library's files cannot be read or written. */
public class StoreException extends RuntimeException implements Worded {
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
    private final transient Message wording;

    public StoreException(Kind kind, Message wording, @Nullable Throwable cause) {
        super(wording.english(), cause);
        this.kind = kind;
        this.wording = wording;
    }

    public StoreException(Kind kind, Message wording) {
        this(kind, wording, null);
    }

    /** That a folder is of no use for a library, and why. */
    static StoreException unusable(Path directory, Exception e) {
        return new StoreException(Kind.FAILED, Message.of("engine.store.unusable", directory, why(e)), e);
    }

    static Message why(Exception e) {
        return switch (e) {
            case AccessDeniedException denied -> Message.of("engine.store.denied");
            case FileSystemException file when file.getReason() != null -> Message.plain(file.getReason());
            default -> Message.plain(String.valueOf(e.getMessage()));
        };
    }

    @Override
    public Message wording() {
        return wording;
    }

    public Kind kind() {
        return kind;
    }
}
