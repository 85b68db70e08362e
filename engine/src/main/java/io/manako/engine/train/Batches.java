package io.manako.engine.train;

import io.manako.engine.train.FeatureCache.View;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Batches of cached views: every view once in an epoch, in an order that depends on the seed and the epoch alone, so that
 * a training goes on where it was from the number of its step.
 */
final class Batches {
    /** One photo of so many is held out. */
    private static final int HELD_OUT_OF = 20;

    /** Views: enough to tell losses apart by a hundredth, in seconds. */
    private static final int MOST_HELD_OUT = 512;

    private final FeatureCache cache;
    private final HybridShape shape;
    private final long seed;
    private final int[] taught;
    private final int[] heldOut;
    private final float[] meanCls;
    private final float[] meanCrop;
    private final float[] meanCell;
    private int[] order = {};
    private long epochOfOrder = -1;

    /**
     * Reads the cache once, for the means of the teacher's descriptors.
     *
     * @param viewsOfPhoto which follow one another in the cache
     */
    Batches(FeatureCache cache, HybridShape shape, int viewsOfPhoto, long seed) {
        this.cache = cache;
        this.shape = shape;
        this.seed = seed;
        int every = Math.max(HELD_OUT_OF, Math.ceilDiv(cache.views(), MOST_HELD_OUT));
        taught = views(i -> i / viewsOfPhoto % every != every - 1);
        heldOut = views(i -> i / viewsOfPhoto % every == every - 1);
        double[][] sums = new double[3][shape.teacher()];
        for (int i : taught) {
            View view = cache.read(i);
            float[][] rows = {view.cls(), view.crops(), view.cells()};
            for (int kind = 0; kind < 3; kind++) {
                for (int k = 0; k < rows[kind].length; k++) {
                    sums[kind][k % shape.teacher()] += rows[kind][k];
                }
            }
        }
        meanCls = mean(sums[0], taught.length);
        meanCrop = mean(sums[1], (long) taught.length * shape.boxes());
        meanCell = mean(sums[2], (long) taught.length * shape.cells());
    }

    private int[] views(IntPredicate wanted) {
        return IntStream.range(0, cache.views()).filter(wanted).toArray();
    }

    private static float[] mean(double[] sum, long count) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }

    /** The batch of a step, from 0. */
    Batch of(int step, int size) {
        int n = taught.length;
        Batch batch = empty(size, shape.boxes());
        for (int i = 0; i < size; i++) {
            long at = (long) step * size + i;
            fill(batch, i, cache.read(order(at / n)[(int) (at % n)]));
        }
        return batch;
    }

    /** Views that nobody learns from, some at a time: those of every twentieth photo. Few photos have none. */
    Stream<Batch> heldOut(int size) {
        return IntStream.iterate(0, first -> first < heldOut.length, first -> first + size)
                .mapToObj(first -> {
                    Batch batch = empty(Math.min(size, heldOut.length - first), shape.boxes());
                    for (int i = 0; i < batch.views(); i++) {
                        fill(batch, i, cache.read(heldOut[first + i]));
                    }
                    return batch;
                });
    }

    /** Views one after another with other regions than their boxes first, for the means of descriptors. */
    Batch described(int first, int size, float[][] regions) {
        Batch batch = empty(size, shape.boxes() + regions.length);
        for (int i = 0; i < size; i++) {
            fill(batch, i, cache.read(first + i));
            for (int r = 0; r < regions.length; r++) {
                int at = (i * batch.boxes() + shape.boxes() + r) * shape.patches();
                System.arraycopy(regions[r], 0, batch.regions(), at, shape.patches());
            }
        }
        return batch;
    }

    private int[] order(long epoch) {
        if (epoch != epochOfOrder) {
            order = taught.clone();
            SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            epochOfOrder = epoch;
        }
        return order;
    }

    private Batch empty(int views, int boxes) {
        return new Batch(
                views,
                boxes,
                new float[views * shape.patches() * shape.middle()],
                new float[views * shape.cells() * shape.deep()],
                new float[views * boxes * shape.patches()],
                new float[views * shape.teacher()],
                new float[views * boxes * shape.teacher()],
                new float[views * shape.cells() * shape.teacher()]);
    }

    private void fill(Batch batch, int i, View view) {
        int d = shape.teacher();
        System.arraycopy(view.middle(), 0, batch.middle(), i * view.middle().length, view.middle().length);
        System.arraycopy(view.deep(), 0, batch.deep(), i * view.deep().length, view.deep().length);
        for (int t = 0; t < shape.boxes(); t++) {
            int row = i * batch.boxes() + t;
            float[] region = region(view.boxes(), 4 * t);
            System.arraycopy(region, 0, batch.regions(), row * shape.patches(), shape.patches());
            target(view.crops(), t * d, meanCrop, batch.crops(), row * d);
        }
        target(view.cls(), 0, meanCls, batch.cls(), i * d);
        for (int c = 0; c < shape.cells(); c++) {
            target(view.cells(), c * d, meanCell, batch.cells(), (i * shape.cells() + c) * d);
        }
    }

    /** m of a box: the share of each patch that it covers, divided by the largest (method.md §2). */
    private float[] region(float[] boxes, int at) {
        float[] region = new float[shape.patches()];
        shape.grid().addCoverage(region, boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]);
        float largest = 1e-9f;
        for (float share : region) {
            largest = Math.max(largest, share);
        }
        for (int i = 0; i < region.length; i++) {
            region[i] /= largest;
        }
        return region;
    }

    /** A descriptor less its mean, brought to length 1. */
    private static void target(float[] raw, int from, float[] mean, float[] to, int at) {
        double square = 0;
        for (int i = 0; i < mean.length; i++) {
            to[at + i] = raw[from + i] - mean[i];
            square += (double) to[at + i] * to[at + i];
        }
        float length = (float) Math.sqrt(Math.max(square, 1e-12));
        for (int i = 0; i < mean.length; i++) {
            to[at + i] /= length;
        }
    }
}
