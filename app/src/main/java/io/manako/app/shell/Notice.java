package io.manako.app.shell;

/** A sentence for the user, shown until it is closed or replaced. */
public record Notice(Kind kind, String text) {
    /** How it is coloured and read out. */
    public enum Kind {
        HINT,
        ERROR
    }
}
