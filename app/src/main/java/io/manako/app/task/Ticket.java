package io.manako.app.task;

/** Work that was asked for. Once cancelled its result is never delivered, and if it has not begun it never will. Thread-safe. */
public final class Ticket {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
