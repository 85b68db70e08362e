package io.manako.engine.task;

/** Told how long work goes. Called on the thread that works: an implementation returns at once and never throws. */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = progress -> {};

    void onProgress(Progress progress);
}
