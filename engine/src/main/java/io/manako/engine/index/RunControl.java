package io.manako.engine.index;

import java.util.concurrent.CancellationException;

/** Pause and cancellation of a run, asked by all of its threads between two files. Thread-safe. */
final class RunControl {
    private boolean paused;
    private boolean cancelled;

    synchronized void pause() {
        paused = true;
    }

    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    synchronized boolean isPaused() {
        return paused;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Waits while the run is paused.
     *
     * @return whether it was
     * @throws CancellationException if it was cancelled
     */
    synchronized boolean awaitTurn() {
        boolean waited = false;
        while (paused && !cancelled) {
            waited = true;
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody outside knows these threads; an interruption that a library left behind asks for the same.
                cancelled = true;
            }
        }
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
        return waited;
    }
}
