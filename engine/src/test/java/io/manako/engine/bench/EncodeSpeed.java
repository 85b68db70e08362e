package io.manako.engine.bench;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.LoadedWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Encoding speed, one half of a paired run with {@code src/test/python/encode_speed.py}: both encode the same number of
 * pictures of 224 x 224 with the same weights, threads and batch, and print milliseconds a photo. Arguments: weights
 * file, threads, rounds.
 */
public final class EncodeSpeed {
    private static final int BATCH = 16;

    private EncodeSpeed() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[2]);
        try (LoadedWeights weights = LoadedWeights.open(Path.of(args[0]), true, 224);
                DjlEncoder encoder = DjlEncoder.load(weights, Integer.parseInt(args[1]))) {
            PatchGrid grid = new PatchGrid(14, 14);
            List<Raster> batch = new ArrayList<>();
            Random random = new Random(1);
            for (int i = 0; i < BATCH; i++) {
                byte[] rgb = new byte[224 * 224 * 3];
                random.nextBytes(rgb);
                batch.add(new Raster(224, 224, rgb));
            }
            float[][] none = {};
            float[][] windows = WindowLayout.MULTI_SCALE.regions(grid);
            double[] plain = new double[rounds];
            double[] described = new double[rounds];
            for (int i = -2; i < rounds; i++) {
                double a = millis(() -> encoder.encode(batch, grid, g -> none));
                double b = millis(() -> encoder.encode(batch, grid, g -> windows));
                if (i >= 0) {
                    plain[i] = a / BATCH;
                    described[i] = b / BATCH;
                }
            }
            print("manako cls", plain);
            print("manako cls + 35 windows", described);
        }
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf("%-26s ms a photo: median %.2f, fastest %.2f%n", what, millis[millis.length / 2], millis[0]);
    }
}
