package io.manako.engine.vit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Weights that cannot be used. The message is a whole sentence that names the file and says why. */
public class ModelException extends IOException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
