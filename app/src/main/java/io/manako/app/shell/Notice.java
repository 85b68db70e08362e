package io.manako.app.shell;

import io.manako.engine.message.Message;

/** A sentence for the user, shown until it is closed or replaced. */
public record Notice(Kind kind, Message text) {
    /** How it is coloured and read out. */
    public enum Kind {
        HINT,
        ERROR
    }
}
