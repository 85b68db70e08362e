package io.manako.engine.train;

import io.manako.engine.task.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;

/** Told how training goes. Called on the thread that trains: an implementation returns at once and never throws. */
public interface TrainingListener extends ProgressListener {
    /** Before the cache is made: bytes that are still to be written, and bytes free on its disk. */
    void onCacheSize(Path folder, long bytes, long free);

    /** Before the cache is made: photos that are not learned from, as they are in the evaluation set too. */
    void onLeftOut(int photos, Path evaluationSet);

    /** What the weights are worth, at intervals. */
    void onJudgement(int step, Judgement judgement);

    /**
     * After each step.
     *
     * @param step from 1
     * @param losses means over the last steps
     * @param viewsPerSecond of this run
     * @param left time left
     */
    void onStep(int step, Losses losses, double viewsPerSecond, Duration left);
}
