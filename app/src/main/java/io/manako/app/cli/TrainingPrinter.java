package io.manako.app.cli;

import io.manako.engine.task.Progress;
import io.manako.engine.train.Judgement;
import io.manako.engine.train.Losses;
import io.manako.engine.train.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Progress of a training on stderr: the cache as all long work, the losses as a line now and then. */
final class TrainingPrinter implements TrainingListener, AutoCloseable {
    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final Console console;
    private final ProgressPrinter progress;
    private long lastNanos = System.nanoTime() - PAUSE_NANOS;

    TrainingPrinter(Console console) {
        this.console = console;
        progress = new ProgressPrinter(console);
    }

    @Override
    public void onCacheSize(Path folder, long bytes, long free) {
        if (bytes > 0) {
            console.err()
                    .printf(
                            Locale.ROOT,
                            "The cache %s takes %,d MB more; %,d MB are free.%n",
                            folder,
                            Math.ceilDiv(bytes, 1 << 20),
                            free >> 20);
        }
    }

    @Override
    public void onProgress(Progress step) {
        progress.onProgress(step);
    }

    @Override
    public void onStep(int step, Losses losses, double viewsPerSecond, Duration left) {
        long now = System.nanoTime();
        if (now - lastNanos < PAUSE_NANOS) {
            return;
        }
        lastNanos = now;
        progress.close();
        console.err()
                .printf(
                        Locale.ROOT,
                        "Step %,d: %s, %.1f views a second, %,d min %d s left%n",
                        step,
                        describe(losses),
                        viewsPerSecond,
                        left.toMinutes(),
                        left.toSecondsPart());
    }

    @Override
    public void onLeftOut(int photos, Path evaluationSet) {
        console.err()
                .printf(
                        Locale.ROOT,
                        "%,d photos are in the evaluation set %s too: they are left out.%n",
                        photos,
                        evaluationSet);
    }

    @Override
    public void onJudgement(int step, Judgement judgement) {
        progress.close();
        String worth = describe(judgement);
        if (!worth.isEmpty()) {
            console.err().printf(Locale.ROOT, "After %,d steps: %s%n", step, worth);
        }
    }

    /** Empty where there is nothing to measure on. */
    static String describe(Judgement judgement) {
        List<String> parts = new ArrayList<>();
        Losses heldOut = judgement.heldOut();
        if (heldOut != null) {
            parts.add("held out " + describe(heldOut));
        }
        judgement.figures().forEach((row, figure) -> parts.add(String.format(Locale.ROOT, "%s %.1f mAP", row, figure)));
        return String.join(", ", parts);
    }

    static String describe(Losses losses) {
        return String.format(
                Locale.ROOT,
                "loss %.3f (views %.3f, focus %.3f, gates %.3f, both %.3f, patches %.3f)",
                losses.total(),
                losses.view(),
                losses.focus(),
                losses.gates(),
                losses.both(),
                losses.cells());
    }

    @Override
    public void close() {
        progress.close();
    }
}
