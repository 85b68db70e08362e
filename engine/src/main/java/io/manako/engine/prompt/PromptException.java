package io.manako.engine.prompt;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** Marks, or heads switched by hand, that mean nothing on the photo they were made on. */
public class PromptException extends IllegalArgumentException implements Worded {
    private final transient Message wording;

    public PromptException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
