package io.manako.engine.photo;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that cannot be shown as a photo. The message is a whole sentence that says why. */
public class UnreadablePhotoException extends IOException implements Worded {
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
    private final transient Message wording;

    public UnreadablePhotoException(Reason reason, Message wording) {
        this(reason, wording, null);
    }

    public UnreadablePhotoException(Reason reason, Message wording, @Nullable Throwable cause) {
        super(wording.english(), cause);
        this.reason = reason;
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }

    public Reason reason() {
        return reason;
    }
}
