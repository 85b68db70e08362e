package io.manako.engine.models;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.OpenPhoto;
import io.manako.engine.vit.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How fast a model is on this computer, and what it takes: with a drawn picture of 4:3, since content costs nothing. */
public final class ModelBenchmark {
    private static final int BATCH = 16;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /**
     * What was measured, medians of the rounds.
     *
     * @param dimension numbers in a descriptor
     * @param patches N that the picture is seen as
     * @param weightBytes that the weights take in memory, as float32
     * @param loadMillis until the model could be used
     * @param photoMillis for a photo in a batch, encoded as indexing does, with its windows
     * @param queryMillis to open a photo for a query
     */
    public record Result(
            String name,
            int dimension,
            int patches,
            long weightBytes,
            double loadMillis,
            double photoMillis,
            double queryMillis) {}

    private ModelBenchmark() {}

    /**
     * Measures a model.
     *
     * @param placement where it runs; on the CPU with a thread for each core
     * @param rounds batches, and queries, at least 1; one more of each comes before and does not count
     * @throws ModelException if the weights cannot be used
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Result measure(
            LoadedWeights weights,
            Placement placement,
            int rounds,
            ProgressListener progress,
            CancellationToken cancellation)
            throws ModelException {
        long begun = System.nanoTime();
        try (DjlEncoder encoder = DjlEncoder.load(weights, 0, placement)) {
            double load = (System.nanoTime() - begun) / 1e6;
            byte[] rgb = new byte[3 * WIDTH * HEIGHT];
            new Random(1).nextBytes(rgb);
            Raster photo = new Raster(WIDTH, HEIGHT, rgb);
            PatchGrid grid = encoder.gridFor(WIDTH, HEIGHT);
            List<Raster> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(encoder.fit(photo, grid));
            }
            double[] encoding = new double[rounds];
            double[] opening = new double[rounds];
            for (int i = -1; i < rounds; i++) {
                cancellation.throwIfCancelled();
                double batchMillis = millis(() -> encoder.encode(batch, grid, WindowLayout.MULTI_SCALE::regions));
                double openMillis = millis(() -> open(encoder, photo));
                if (i >= 0) {
                    encoding[i] = batchMillis / BATCH;
                    opening[i] = openMillis;
                }
                progress.onProgress(Progress.of("models.measure", i + 1, rounds));
            }
            return new Result(
                    encoder.model().name(),
                    encoder.model().dimension(),
                    grid.patches(),
                    weights.file().values() * Float.BYTES,
                    load,
                    median(encoding),
                    median(opening));
        }
    }

    private static void open(DjlEncoder encoder, Raster photo) {
        try (OpenPhoto open = encoder.open(photo)) {
            open.cls();
        }
    }

    private static double millis(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
