package io.manako.engine.train;

import io.manako.engine.task.CancellationToken;
import io.manako.engine.vit.LearningStem;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The training loop: warm-up, cosine schedule, checkpoints. Not thread-safe. */
final class Trainer {
    /** Weight of the newest step in the losses that are reported. */
    private static final double NEWEST = 0.05;

    /** Views whose way through the stem is kept for the way back: some 60 MB each. */
    private static final int LIVE_AT_ONCE = 8;

    /**
     * How it is trained.
     *
     * @param batch views of a step
     * @param rate highest learning rate
     * @param warmup steps until it is reached
     * @param average how much of the running mean of the parameters stays at each step
     * @param steps length of the schedule, or 0: {@code time} decides
     * @param checkpointEvery time between two checkpoints
     * @param stem share of the schedule, at its end, in which the stem learns too, if it is among the parameters
     * @param judgeEvery time of training between two looks at what the running mean is worth
     */
    record Recipe(
            int batch,
            double rate,
            int warmup,
            double average,
            int steps,
            Duration time,
            Duration checkpointEvery,
            Duration judgeEvery,
            double stem) {
        /** The recipe of model.md. */
        static Recipe standard(TrainingConfig config) {
            int batch = 64;
            int steps = Math.toIntExact(Math.ceilDiv(config.samples(), batch));
            return new Recipe(
                    batch,
                    config.rate(),
                    100,
                    0.998,
                    steps,
                    config.time(),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(15),
                    config.stemShare());
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

    /** Told how training goes; what it takes does not count as training. */
    interface Observer {
        /** @param losses means over the last steps */
        void onStep(Checkpoint state, double rate, Losses losses) throws IOException;

        /** Time for a look at the running mean. The state is on disk and its losses are numbers. */
        void onJudgement(Checkpoint state) throws IOException;
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
    Result train(Checkpoint start, Observer observer, TrainingListener listener, CancellationToken cancellation)
            throws IOException {
        Checkpoint state = start;
        Losses smooth = null;
        long begin = System.nanoTime();
        long saved = begin;
        long judgements = judgementsBy(start);
        double progress;
        while ((progress = recipe.progress(state.step(), state.seconds())) < 1) {
            int step = state.step();
            FocusDistillation.Step result = step(state, progress >= 1 - recipe.stem());
            requireNumber(result.losses(), AdamW.length(result.gradients()), step);
            boolean judge = judgementsBy(state) > judgements;
            long now = System.nanoTime();
            if (judge
                    || cancellation.isCancelled()
                    || now - saved >= recipe.checkpointEvery().toNanos()) {
                state.write(file);
                saved = now;
            }
            cancellation.throwIfCancelled();
            if (judge) {
                judgements = judgementsBy(state);
                observer.onJudgement(state);
                begin += System.nanoTime() - now;
            }
            double rate = recipe.rate(step, progress);
            state.optimizer().update(state.parameters(), result.gradients(), step + 1, rate);
            average(state, step);
            double seconds = (System.nanoTime() - begin) / 1e9;
            state = state.at(step + 1, start.seconds() + seconds);
            smooth = smooth == null ? result.losses() : smooth.towards(result.losses(), NEWEST);
            int done = state.step() - start.step();
            observer.onStep(state, rate, smooth);
            listener.onStep(state.step(), smooth, done * recipe.batch() / seconds, left(state, seconds / done));
        }
        // Nobody has seen yet what the last step made of the weights.
        Batch last = batches.of(state.step(), recipe.batch());
        Losses of = distillation.losses(state.parameters(), last);
        requireNumber(of, distillation.losses(state.averaged(), last).total(), state.step());
        state.write(file);
        return new Result(state, smooth == null ? of : smooth);
    }

    private FocusDistillation.Step step(Checkpoint state, boolean live) throws IOException {
        int[] numbers = batches.numbers(state.step(), recipe.batch());
        if (!live || state.parameters().keySet().stream().noneMatch(name -> name.startsWith(LearningStem.PREFIX))) {
            return distillation.step(state.parameters(), batches.of(numbers));
        }
        FocusDistillation.Step whole = null;
        int views = 0;
        for (int[] some : Batches.parts(numbers, LIVE_AT_ONCE)) {
            FocusDistillation.Step part = distillation.step(state.parameters(), batches.live(some));
            views += some.length;
            whole = whole == null ? part : whole.plus(part, (double) some.length / views);
        }
        return Objects.requireNonNull(whole);
    }

    /** How many looks are due by then: every so much time of training, whenever it was stopped. */
    private long judgementsBy(Checkpoint state) {
        return (long) (state.seconds() * 1000) / Math.max(1, recipe.judgeEvery().toMillis());
    }

    private void requireNumber(Losses losses, double other, int step) throws TrainingException {
        if (Double.isFinite(losses.total()) && Double.isFinite(other)) {
            return;
        }
        String again = ": run again with a smaller learning rate than " + recipe.rate();
        throw new TrainingException("At step " + (step + 1) + " the loss is no number any more, so training has"
                + " stopped. "
                + (Files.exists(file)
                        ? "The last good checkpoint is kept in " + file + again + " to go on from it."
                        : "No checkpoint was due yet, but the cache is kept" + again + "."));
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
}
