package io.manako.engine.train;

import java.io.IOException;

/** Training that cannot go on. The message is a whole sentence that says what is kept and what to do. */
public class TrainingException extends IOException {
    public TrainingException(String message) {
        super(message);
    }
}
