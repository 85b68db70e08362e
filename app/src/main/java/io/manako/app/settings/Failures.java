package io.manako.app.settings;

import io.manako.engine.file.DiskFullException;
import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong, as a message for the user. Pure functions. */
public final class Failures {
    private Failures() {}

    /** Whether the program foresaw it, so that its message says what to do. */
    public static boolean isForeseen(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof Worded || cause instanceof FileSystemException || isOutOfMemory(cause);
    }

    public static Message message(Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case Worded worded -> worded.wording();
            case DiskFullException full -> Message.of("error.full", full.getFile());
            case NoSuchFileException missing -> Message.of("error.no-file", missing.getFile());
            case AccessDeniedException denied -> Message.of("error.no-permission", denied.getFile());
            case FileSystemException file
            when file.getReason() != null -> Message.of("error.file", file.getFile(), file.getReason());
            default -> isOutOfMemory(cause) ? Message.of("error.memory") : Message.of("error.unknown", cause);
        };
    }

    private static boolean isOutOfMemory(Throwable failure) {
        return failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
