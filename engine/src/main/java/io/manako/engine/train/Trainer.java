package io.manako.engine.train;

import io.manako.engine.task.CancellationToken;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The training loop: warm-up, cosine schedule, checkpoints. Not thread-safe. */
final class Trainer {
    /** Weight of the newest step in the losses that are reported. */
    private static final double NEWEST = 0.05;

    /**
     * How it is trained.
     *
     * @param batch views of a step
     * @param rate highest learning rate
     * @param warmup steps until it is reached
     * @param average how much of the running mean of the parameters stays at each step
     * @param steps length of the schedule, or 0: {@code time} decides
     * @param checkpointEvery time between two checkpoints
     */
    record Recipe(
            int batch, double rate, int warmup, double average, int steps, Duration time, Duration checkpointEvery) {
        /** The recipe of model.md. */
        static Recipe standard(Duration time, double rate) {
            return new Recipe(64, rate, 100, 0.998, 0, time, Duration.ofMinutes(3));
        }

        /** Share of the schedule that is over. */
        double progress(int step, double seconds) {
            return steps > 0 ? (double) step / steps : seconds / (time.toMillis() / 1000.0);
        }

        /** Linear warm-up, then a half cosine down to a hundredth (Loshchilov and Hutter, 2017). */
        double rate(int step, double progress) {
            double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
            return rate * Math.min(1, (step + 1.0) / warmup) * (0.01 + 0.99 * cosine);
        }
    }

    /** Where a training ended. */
    record Result(Checkpoint state, Losses losses) {}

    private final FocusDistillation distillation;
    private final Batches batches;
    private final Recipe recipe;
    private final Path file;

    /** @param file of the checkpoint */
    Trainer(FocusDistillation distillation, Batches batches, Recipe recipe, Path file) {
        this.distillation = distillation;
        this.batches = batches;
        this.recipe = recipe;
        this.file = file;
    }

    /**
     * Trains to the end of the schedule. A checkpoint is written only once the losses of its parameters are known to be
     * numbers; on cancellation too.
     *
     * @throws TrainingException if the losses are no numbers any more; the last checkpoint stays
     * @throws java.util.concurrent.CancellationException if cancelled, after a checkpoint
     */
    Result train(Checkpoint start, TrainingListener listener, CancellationToken cancellation) throws IOException {
        Checkpoint state = start;
        Losses smooth = null;
        long begin = System.nanoTime();
        long saved = begin;
        double progress;
        while ((progress = recipe.progress(state.step(), state.seconds())) < 1) {
            int step = state.step();
            FocusDistillation.Step result = distillation.step(state.parameters(), batches.of(step, recipe.batch()));
            if (!Double.isFinite(result.losses().total()) || !Double.isFinite(AdamW.length(result.gradients()))) {
                String again = ": run again with a smaller learning rate than " + recipe.rate();
                throw new TrainingException("At step " + (step + 1) + " the loss is no number any more, so training has"
                        + " stopped. "
                        + (Files.exists(file)
                                ? "The last good checkpoint is kept in " + file + again + " to go on from it."
                                : "No checkpoint was due yet, but the cache is kept" + again + "."));
            }
            long now = System.nanoTime();
            if (cancellation.isCancelled()
                    || now - saved >= recipe.checkpointEvery().toNanos()) {
                state.write(file);
                saved = now;
            }
            cancellation.throwIfCancelled();
            state.optimizer().update(state.parameters(), result.gradients(), step + 1, recipe.rate(step, progress));
            average(state, step);
            double seconds = (System.nanoTime() - begin) / 1e9;
            state = state.at(step + 1, start.seconds() + seconds);
            smooth = mix(smooth, result.losses());
            int done = state.step() - start.step();
            listener.onStep(state.step(), smooth, done * recipe.batch() / seconds, left(state, seconds / done));
        }
        state.write(file);
        if (smooth == null) {
            // Nothing was left to train, such as after a kill between the last step and the weights.
            smooth = distillation
                    .step(state.parameters(), batches.of(state.step(), recipe.batch()))
                    .losses();
        }
        return new Result(state, smooth);
    }

    private Duration left(Checkpoint state, double secondsOfStep) {
        double seconds = recipe.steps() > 0
                ? (recipe.steps() - state.step()) * secondsOfStep
                : recipe.time().toMillis() / 1000.0 - state.seconds();
        return Duration.ofMillis((long) (1000 * Math.max(0, seconds)));
    }

    /** Early on the running mean forgets faster, so that it does not hold on to the start. */
    private void average(Checkpoint state, int step) {
        float keep = (float) Math.min(recipe.average(), (step + 1.0) / (step + 10.0));
        for (Map.Entry<String, Tensor> parameter : state.parameters().entrySet()) {
            float[] now = parameter.getValue().values();
            float[] mean = state.average().get(parameter.getKey());
            for (int i = 0; mean != null && i < now.length; i++) {
                mean[i] = keep * mean[i] + (1 - keep) * now[i];
            }
        }
    }

    private static Losses mix(@Nullable Losses before, Losses now) {
        if (before == null) {
            return now;
        }
        return new Losses(
                before.view() + NEWEST * (now.view() - before.view()),
                before.focus() + NEWEST * (now.focus() - before.focus()),
                before.gates() + NEWEST * (now.gates() - before.gates()),
                before.cells() + NEWEST * (now.cells() - before.cells()));
    }
}
