package io.manako.engine.index;

import java.util.concurrent.CompletableFuture;

/** A run of the {@link Indexer}, waiting, under way or over. Thread-safe. */
public final class IndexJob {
    private final RunControl control;
    private final CompletableFuture<IndexReport> result;

    IndexJob(RunControl control, CompletableFuture<IndexReport> result) {
        this.control = control;
        this.result = result;
    }

    /** Lets the photos at hand be finished, then waits for {@link #resume}. */
    public void pause() {
        control.pause();
    }

    public void resume() {
        control.resume();
    }

    public boolean isPaused() {
        return control.isPaused();
    }

    /**
     * Stops soon, also while paused. What is stored stays; the result is then a report whose {@code cancelled} is true.
     */
    public void cancel() {
        control.cancel();
    }

    /**
     * The report, when the run is over. Fails with a {@link io.manako.engine.store.StoreException} if the library could
     * not be read or written, such as on a full disk; all that was stored before is then kept. Cancelling this future
     * does not stop the run: {@link #cancel} does.
     */
    public CompletableFuture<IndexReport> result() {
        return result.copy();
    }
}
