package io.manako.engine.message;

import java.io.IOException;

/** A file or folder that cannot be used. */
public final class WordedException extends IOException implements Worded {
    private final transient Message wording;

    public WordedException(Message wording, Throwable cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
