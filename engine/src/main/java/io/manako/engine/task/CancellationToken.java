package io.manako.engine.task;

import java.util.concurrent.CancellationException;

/** Asks long work to stop. Thread-safe; once cancelled it stays so. */
public final class CancellationToken {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Called by the work between two units.
     *
     * @throws CancellationException if {@link #cancel()} was called
     */
    public void throwIfCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }
}
