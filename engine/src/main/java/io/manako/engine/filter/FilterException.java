package io.manako.engine.filter;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** A filter that cannot be understood. The wording says why, and at which character. */
public final class FilterException extends Exception implements Worded {
    private final transient Message wording;
    private final int position;

    FilterException(Message wording, int position) {
        super(wording.english());
        this.wording = wording;
        this.position = position;
    }

    @Override
    public Message wording() {
        return wording;
    }

    /** The character (code point) where it goes wrong, counted from 1. */
    public int position() {
        return position;
    }
}
