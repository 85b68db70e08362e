package io.manako.engine.train;

import io.manako.engine.task.CancellationToken;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a training: keeps its table, and says now and then what the weights of the moment are worth.
 *
 * @param out the weights that it is about; those of the moment lie beside them while they are measured
 * @param set to measure them on, or null
 */
record TrainingWatch(
        Path out,
        TrainingLog log,
        FocusDistillation distillation,
        Batches batches,
        WeightsExport export,
        @Nullable EvaluationSet set,
        TrainingListener listener,
        CancellationToken cancellation)
        implements Trainer.Observer {
    private static final int BATCH = 32;

    @Override
    public void onStep(Checkpoint state, double rate, Losses losses) throws IOException {
        log.step(state, rate, losses);
    }

    @Override
    public void onJudgement(Checkpoint state) throws IOException {
        if (set == null) {
            listener.onJudgement(state.step(), judge(state, null));
            return;
        }
        Path now = out.resolveSibling(out.getFileName() + ".now");
        try {
            export.write(now, state);
            listener.onJudgement(state.step(), judge(state, now));
        } finally {
            Files.deleteIfExists(now);
        }
    }

    /**
     * Measures weights and writes down what they are worth.
     *
     * @param weights of the state; null where no set asks for them
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Judgement judge(Checkpoint state, @Nullable Path weights) throws IOException {
        Map<String, Tensor> averaged = state.averaged();
        Losses heldOut = null;
        int views = 0;
        for (int[] numbers : batches.heldOut(BATCH)) {
            cancellation.throwIfCancelled();
            Losses losses =
                    distillation.losses(averaged, state.hasStemLearned() ? batches.live(numbers) : batches.of(numbers));
            views += numbers.length;
            heldOut = heldOut == null ? losses : heldOut.towards(losses, (double) numbers.length / views);
        }
        Judgement judgement = new Judgement(
                heldOut, set == null || weights == null ? Map.of() : set.measure(weights, listener, cancellation));
        log.judged(state, judgement);
        return judgement;
    }
}
