package io.manako.engine.index;

import java.util.concurrent.CancellationException;

/** Pause and cancellation of a run, asked by all of its threads between two files. Thread-safe. */
final class RunControl {
    private boolean paused;
    private boolean cancelled;
    private boolean givingWay;

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

    /** Ends the turn soon, also while paused; the next one goes on where this one was. */
    synchronized void giveWay() {
        givingWay = true;
        notifyAll();
    }

    /** Whether the turn ended to let others pass; asked once at its end. */
    synchronized boolean gaveWay() {
        boolean gave = givingWay && !cancelled;
        givingWay = false;
        return gave;
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
     * @throws CancellationException if it was cancelled or gives way
     */
    synchronized boolean awaitTurn() {
        boolean waited = false;
        while (paused && !cancelled && !givingWay) {
            waited = true;
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody outside knows these threads; an interruption that a library left behind asks for the same.
                cancelled = true;
            }
        }
        if (cancelled || givingWay) {
            throw new CancellationException("cancelled");
        }
        return waited;
    }
}
