package io.manako.engine.train;

import java.nio.file.Path;

/**
 * What came of a training.
 *
 * @param out the weights
 * @param views cached views that were learnt from
 * @param skipped photos that could not be read
 * @param steps over all runs
 * @param losses means over the last steps
 * @param judgement what the weights are worth
 */
public record TrainingReport(Path out, int views, int skipped, int steps, Losses losses, Judgement judgement) {}
