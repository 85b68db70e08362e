package io.manako.engine.train;

import io.manako.engine.vit.LinearAlgebra;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Joins what several teachers say of views and boxes into one target, as {@code train_reference.py} does: each descriptor
 * less its mean and of length 1, times its weight, side by side; of that the main directions of the boxes' targets, of length
 * 1. Views have means of their own. The first teacher says two things of a box, its CLS of the crop and its focus token in the
 * view; the others say the first alone, with a smaller weight.
 */
final class Targets {
    private static final double OTHERS = 0.7;

    /** Views that the main directions are of, at most: enough for some hundreds, in seconds. */
    private static final int MOST_VIEWS = 4096;

    /** One of the descriptors side by side. */
    private record Part(int teacher, boolean focus, int dimension, double weight) {
        float[] of(Taught[] taught) {
            return focus ? taught[teacher].focus() : taught[teacher].crops();
        }
    }

    private final List<Part> parts;
    private final int joint;
    private final float[][] meanOfView;
    private final float[][] meanOfBox;
    private final double[][] directions;

    /** What the teachers say of a view, one after another. */
    interface Source {
        Taught[] taught(int view);
    }

    /**
     * Reads all views once, and a part of them again.
     *
     * @param dimensions of each teacher
     * @param views to take means and directions over
     * @param count how many directions
     */
    Targets(List<Integer> dimensions, Source source, int[] views, int count) {
        parts = IntStream.rangeClosed(0, dimensions.size())
                .mapToObj(i ->
                        new Part(Math.max(0, i - 1), i == 1, dimensions.get(Math.max(0, i - 1)), i <= 1 ? 1 : OTHERS))
                .toList();
        joint = joint(dimensions);
        meanOfView = new float[parts.size()][];
        meanOfBox = new float[parts.size()][];
        means(source, views);
        double[][] products = new double[joint][joint];
        int stride = Math.max(1, Math.ceilDiv(views.length, MOST_VIEWS));
        for (int v = 0; v < views.length; v += stride) {
            Taught[] taught = source.taught(views[v]);
            for (int row = 1; row < rows(taught); row++) {
                add(joined(taught, row), products);
            }
        }
        directions = LinearAlgebra.eigenvectors(products, count);
    }

    /** Dimensions of what teachers say, side by side. */
    static int joint(List<Integer> dimensions) {
        return dimensions.getFirst() + dimensions.stream().mapToInt(d -> d).sum();
    }

    private int rows(Taught[] taught) {
        return taught[0].crops().length / parts.getFirst().dimension;
    }

    private void means(Source source, int[] views) {
        double[][] ofView = new double[parts.size()][];
        double[][] ofBox = new double[parts.size()][];
        for (int p = 0; p < parts.size(); p++) {
            ofView[p] = new double[parts.get(p).dimension];
            ofBox[p] = new double[parts.get(p).dimension];
        }
        int boxes = 0;
        for (int view : views) {
            Taught[] taught = source.taught(view);
            int rows = rows(taught);
            for (int p = 0; p < parts.size(); p++) {
                float[] values = parts.get(p).of(taught);
                int d = parts.get(p).dimension;
                for (int i = 0; i < rows * d; i++) {
                    (i < d ? ofView : ofBox)[p][i % d] += values[i];
                }
            }
            boxes += rows - 1;
        }
        for (int p = 0; p < parts.size(); p++) {
            meanOfView[p] = divided(ofView[p], views.length);
            meanOfBox[p] = divided(ofBox[p], boxes);
        }
    }

    private static float[] divided(double[] sum, int count) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / Math.max(1, count));
        }
        return mean;
    }

    private static void add(double[] x, double[][] products) {
        for (int i = 0; i < x.length; i++) {
            double xi = x[i];
            double[] row = products[i];
            for (int j = 0; j < x.length; j++) {
                row[j] += xi * x[j];
            }
        }
    }

    /** Row 0: the view; from 1: its boxes. */
    private double[] joined(Taught[] taught, int row) {
        double[] x = new double[joint];
        int at = 0;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            float[] mean = (row == 0 ? meanOfView : meanOfBox)[p];
            float[] values = part.of(taught);
            int d = part.dimension;
            double square = 0;
            for (int i = 0; i < d; i++) {
                x[at + i] = values[row * d + i] - mean[i];
                square += x[at + i] * x[at + i];
            }
            double scale = part.weight / Math.max(Math.sqrt(square), 1e-6);
            for (int i = 0; i < d; i++) {
                x[at + i] *= scale;
            }
            at += d;
        }
        return x;
    }

    /**
     * Writes a target.
     *
     * @param row 0 for the view, from 1 for its boxes
     */
    void write(Taught[] taught, int row, float[] to, int at) {
        double[] x = joined(taught, row);
        double square = 0;
        double[] y = new double[directions.length];
        for (int k = 0; k < y.length; k++) {
            double[] direction = directions[k];
            for (int i = 0; i < x.length; i++) {
                y[k] += direction[i] * x[i];
            }
            square += y[k] * y[k];
        }
        double length = Math.max(Math.sqrt(square), 1e-6);
        for (int k = 0; k < y.length; k++) {
            to[at + k] = (float) (y[k] / length);
        }
    }
}
