package io.manako.engine.library;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** A folder that cannot be the new place of another; the message is for the user. */
public final class RelocationException extends IllegalArgumentException implements Worded {
    private final transient Message wording;

    RelocationException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
