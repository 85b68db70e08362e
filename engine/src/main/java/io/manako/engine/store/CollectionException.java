package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** A collection that is not there, or cannot be called so. */
public final class CollectionException extends IllegalArgumentException implements Worded {
    private final transient Message wording;

    public CollectionException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
