package io.manako.engine.checkpoint;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.io.IOException;
import java.nio.file.Path;

/** A file of PyTorch that is not read. The message says why, and how to convert the file. */
public final class CheckpointException extends IOException implements Worded {
    private final transient Message wording;

    CheckpointException(Path file, Message why) {
        this(Message.of("engine.checkpoint.refused", file, why));
    }

    private CheckpointException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
