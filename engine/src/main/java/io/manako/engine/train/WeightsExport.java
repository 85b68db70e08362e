package io.manako.engine.train;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.vit.Safetensors;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes what was trained as a weights file: stem, transformer, and the means of its descriptors over training views. */
final class WeightsExport {
    /** Views that the means are taken over. */
    private static final int VIEWS = 1000;

    private static final int BATCH = 8;

    private final HybridShape shape;
    private final FocusDistillation distillation;
    private final Batches batches;
    private final int views;
    private final Map<String, Tensor> stem;
    private final Map<String, String> metadata;

    /**
     * @param stem tensors under their names in the file
     */
    WeightsExport(
            HybridShape shape,
            FocusDistillation distillation,
            Batches batches,
            Map<String, Tensor> stem,
            Map<String, String> metadata) {
        this.shape = shape;
        this.distillation = distillation;
        this.batches = batches;
        this.views = Math.min(batches.count(), VIEWS);
        this.stem = stem;
        this.metadata = metadata;
    }

    void write(Path out, Checkpoint state) throws IOException {
        Map<String, Tensor> trained = state.averaged();
        Map<String, Tensor> file = new LinkedHashMap<>(stem);
        trained.forEach((name, tensor) -> {
            if (HybridParameters.isExported(name)) {
                file.put(name, tensor);
            }
        });
        file.putAll(means(trained, state.hasStemLearned()));
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put("format", "pt");
        all.put("heads", String.valueOf(shape.heads()));
        all.put("focus_blocks", String.valueOf(shape.focusBlocks()));
        all.put("layer_norm_eps", String.valueOf(HybridNetwork.EPSILON));
        all.put("steps", String.valueOf(state.step()));
        Safetensors.writeHalf(out, file, all);
    }

    /** μ of raw CLS, of focus tokens of the views' boxes and of the windows of a gallery photo (method.md §2). */
    private Map<String, Tensor> means(Map<String, Tensor> trained, boolean live) throws IOException {
        float[][] windows = WindowLayout.MULTI_SCALE.regions(shape.grid());
        int d = shape.dimension();
        int tokens = shape.boxes() + windows.length;
        double[] cls = new double[d];
        double[] focus = new double[d];
        double[] window = new double[d];
        for (int first = 0; first < views; first += BATCH) {
            int size = Math.min(BATCH, views - first);
            int[] numbers = IntStream.range(first, first + size).toArray();
            FocusDistillation.Described described = distillation.describe(
                    trained, live ? batches.live(numbers, windows) : batches.of(numbers, windows));
            for (int i = 0; i < size * d; i++) {
                cls[i % d] += described.cls()[i] / views;
            }
            for (int i = 0; i < size * tokens * d; i++) {
                boolean ofBox = i / d % tokens < shape.boxes();
                if (ofBox) {
                    focus[i % d] += described.focus()[i] / views / shape.boxes();
                } else {
                    window[i % d] += described.focus()[i] / views / windows.length;
                }
            }
        }
        return Map.of("mean.cls", tensor(cls), "mean.focus", tensor(focus), "mean.window", tensor(window));
    }

    private static Tensor tensor(double[] mean) {
        float[] values = new float[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) mean[i];
        }
        return new Tensor(new long[] {values.length}, values);
    }
}
