package io.manako.engine.vit;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Weights that cannot be used. The message is a whole sentence that names the file and says why. */
public class ModelException extends IOException implements Worded {
    private final transient Message wording;

    public ModelException(Message wording, @Nullable Throwable cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    public ModelException(String message) {
        this(message, null);
    }

    public ModelException(String message, @Nullable Throwable cause) {
        this(Message.plain(message), cause);
    }

    @Override
    public Message wording() {
        return wording;
    }
}
