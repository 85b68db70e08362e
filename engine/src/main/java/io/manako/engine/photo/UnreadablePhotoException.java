package io.manako.engine.photo;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that cannot be shown as a photo. The message is a whole sentence that says why. */
public class UnreadablePhotoException extends IOException {
    /** Why, in a word that can be counted and translated. */
    public enum Reason {
        MISSING,
        NO_PERMISSION,
        EMPTY,
        NOT_A_PHOTO,
        UNSUPPORTED_FORMAT,
        TOO_LARGE,
        DAMAGED,
        CRASHED_DECODER
    }

    private final Reason reason;

    public UnreadablePhotoException(Reason reason, String message) {
        this(reason, message, null);
    }

    public UnreadablePhotoException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
