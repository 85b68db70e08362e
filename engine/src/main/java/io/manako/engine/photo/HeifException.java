package io.manako.engine.photo;

import io.manako.engine.message.Message;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.IOException;

/** libheif refused a file. */
final class HeifException extends IOException {
    private static final int UNSUPPORTED_FILE = 3;
    private static final int UNSUPPORTED_FEATURE = 4;
    private static final int MEMORY = 6;

    private final int code;

    /**
     * @param code one of {@code heif_error_code}, not 0
     * @param message the library's own words
     */
    HeifException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The same for the user: of a kind that the library cannot read, larger than was allowed, or damaged. */
    UnreadablePhotoException toUnreadable(String name) {
        return switch (code) {
            case UNSUPPORTED_FILE, UNSUPPORTED_FEATURE ->
                new UnreadablePhotoException(
                        Reason.UNSUPPORTED_FORMAT, Message.of("engine.photo.codec-refused", name, getMessage()), this);
            case MEMORY ->
                new UnreadablePhotoException(Reason.TOO_LARGE, Message.of("engine.photo.memory", name), this);
            default -> new UnreadablePhotoException(Reason.DAMAGED, Message.of("engine.photo.damaged", name), this);
        };
    }
}
