package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** A text that cannot be a photo's word. */
public final class WordException extends IllegalArgumentException implements Worded {
    private final transient Message wording;

    WordException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
