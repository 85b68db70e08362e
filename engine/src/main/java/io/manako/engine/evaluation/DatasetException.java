package io.manako.engine.evaluation;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An evaluation set that cannot be used. The message is a whole sentence that names the file and what is wrong. */
public class DatasetException extends IOException {
    public DatasetException(String message) {
        this(message, null);
    }

    public DatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
