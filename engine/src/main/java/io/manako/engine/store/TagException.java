package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** A tag that cannot be, by its name or by its place below another, or from which nothing can be learned. */
public final class TagException extends IllegalArgumentException implements Worded {
    private final transient Message wording;

    public TagException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
