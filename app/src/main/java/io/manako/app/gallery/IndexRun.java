package io.manako.app.gallery;

import java.util.concurrent.CompletableFuture;

/** An indexing run, or one that has another model describe the photos, working on its own thread since it was started. Its calls return at once. */
public interface IndexRun {
    void pause();

    void resume();

    /** Stops after the photo at hand; what is finished stays. */
    void cancel();

    CompletableFuture<IndexSummary> result();
}
