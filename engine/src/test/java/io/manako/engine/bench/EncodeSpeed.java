package io.manako.engine.bench;

import ai.djl.pytorch.jni.JniUtils;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Encoding speed, one half of a paired run with {@code src/test/python/encode_speed.py}: both encode the same number of
 * pictures with the same weights, threads and batch, and print milliseconds a photo. Arguments: weights file, threads,
 * rounds, and, where it is not to be the CPU with 16 pictures of 224 x 224: {@code cpu}, {@code half} or {@code single} (the
 * last two on a GPU of NVIDIA's), pictures at once, side. The system property {@code profile} names a file for PyTorch's own trace
 * of one round.
 */
public final class EncodeSpeed {
    private EncodeSpeed() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[2]);
        int count = args.length > 4 ? Integer.parseInt(args[4]) : 16;
        int side = args.length > 5 ? Integer.parseInt(args[5]) : 224;
        try (LoadedWeights weights = LoadedWeights.open(Path.of(args[0]), true, side);
                DjlEncoder encoder = DjlEncoder.load(
                        weights, Integer.parseInt(args[1]), placement(args.length > 3 ? args[3] : "cpu"))) {
            PatchGrid grid = encoder.gridFor(side, side);
            List<Raster> batch = new ArrayList<>();
            Random random = new Random(1);
            for (int i = 0; i < count; i++) {
                byte[] rgb = new byte[side * side * 3];
                random.nextBytes(rgb);
                batch.add(encoder.fit(new Raster(side, side, rgb), grid));
            }
            float[][] none = {};
            float[][] windows = WindowLayout.MULTI_SCALE.regions(grid);
            double[] plain = new double[rounds];
            double[] described = new double[rounds];
            for (int i = -3; i < rounds; i++) {
                double a = millis(() -> encoder.encode(batch, grid, g -> none));
                double b = millis(() -> encoder.encode(batch, grid, g -> windows));
                if (i >= 0) {
                    plain[i] = a / count;
                    described[i] = b / count;
                }
            }
            System.out.printf(
                    "%s, %s, %d at once%n", weights.name(), encoder.model().device(), count);
            print("manako cls", plain);
            print("manako cls + 35 windows", described);
            String trace = System.getProperty("profile");
            if (trace != null) {
                JniUtils.startProfile(true, false, false);
                encoder.encode(batch, grid, g -> windows);
                JniUtils.stopProfile(trace);
            }
        }
    }

    private static Placement placement(String device) {
        return switch (device) {
            case "half" -> new Placement(Placement.Kind.CUDA, Placement.Precision.HALF);
            case "single" -> new Placement(Placement.Kind.CUDA, Placement.Precision.SINGLE);
            default -> Placement.CPU;
        };
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf("%-26s ms a photo: median %.3f, fastest %.3f%n", what, millis[millis.length / 2], millis[0]);
    }
}
