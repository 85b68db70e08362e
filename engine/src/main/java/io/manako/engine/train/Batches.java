package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Batches of cached views: every view once in an epoch, in an order that depends on the seed and the epoch alone, so that
 * a training goes on where it was from the number of its step.
 */
final class Batches {
    /** One photo of so many is held out. */
    private static final int HELD_OUT_OF = 20;

    /** Views: enough to tell losses apart by a hundredth, in seconds. */
    private static final int MOST_HELD_OUT = 512;

    private final FeatureCache seen;
    private final Pictures pictures;
    private final List<FeatureCache> teachers;
    private final HybridShape shape;
    private final long seed;
    private final int[] taught;
    private final int[] heldOut;
    private final Targets targets;
    private final float[] meanCell;
    private int[] order = {};
    private long epochOfOrder = -1;

    /** The views themselves, by their numbers. */
    interface Pictures {
        List<Raster> of(int[] numbers) throws IOException;
    }

    /**
     * Reads the teachers' caches for the means and main directions of what they say.
     *
     * @param teachers caches of each, of the same views as the stem's
     * @param dimensions of each
     * @param viewsOfPhoto which follow one another in the cache
     */
    Batches(
            FeatureCache seen,
            Pictures pictures,
            List<FeatureCache> teachers,
            List<Integer> dimensions,
            HybridShape shape,
            int viewsOfPhoto,
            long seed) {
        this.seen = seen;
        this.pictures = pictures;
        this.teachers = teachers;
        this.shape = shape;
        this.seed = seed;
        int every = Math.max(HELD_OUT_OF, Math.ceilDiv(seen.views(), MOST_HELD_OUT));
        taught = views(i -> i / viewsOfPhoto % every != every - 1);
        heldOut = views(i -> i / viewsOfPhoto % every == every - 1);
        targets = new Targets(dimensions, this::taught, taught, shape.target());
        double[] sum = new double[shape.teacher()];
        for (int i : taught) {
            float[] cells = taught(i)[0].cells();
            for (int k = 0; k < cells.length; k++) {
                sum[k % shape.teacher()] += cells[k];
            }
        }
        meanCell = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            meanCell[i] = (float) (sum[i] / ((long) taught.length * shape.cells()));
        }
    }

    int count() {
        return seen.views();
    }

    private Taught[] taught(int view) {
        return teachers.stream().map(teacher -> Taught.of(teacher.read(view))).toArray(Taught[]::new);
    }

    private int[] views(IntPredicate wanted) {
        return IntStream.range(0, seen.views()).filter(wanted).toArray();
    }

    /** The views of a step, from 0. */
    int[] numbers(int step, int size) {
        int n = taught.length;
        return IntStream.range(0, size)
                .map(i -> {
                    long at = (long) step * size + i;
                    return order(at / n)[(int) (at % n)];
                })
                .toArray();
    }

    /** The batch of a step, from 0, by the stem's cached maps. */
    Batch of(int step, int size) {
        return of(numbers(step, size));
    }

    /** Numbers of views that nobody learns from, some at a time: those of every twentieth photo. Few photos have none. */
    List<int[]> heldOut(int size) {
        return parts(heldOut, size);
    }

    static List<int[]> parts(int[] numbers, int size) {
        return IntStream.iterate(0, first -> first < numbers.length, first -> first + size)
                .mapToObj(first -> Arrays.copyOfRange(numbers, first, Math.min(numbers.length, first + size)))
                .toList();
    }

    /** Views by the stem's cached maps. */
    Batch of(int[] numbers, float[]... moreRegions) {
        return batch(numbers, null, moreRegions);
    }

    /**
     * Views themselves, for a stem that learns.
     *
     * @throws IOException if a photo cannot be read any more
     */
    Batch live(int[] numbers, float[]... moreRegions) throws IOException {
        return batch(numbers, pictures.of(numbers), moreRegions);
    }

    /** @param moreRegions than those of the boxes, which come first; without targets */
    private Batch batch(int[] numbers, @Nullable List<Raster> seen, float[]... moreRegions) {
        int views = numbers.length;
        int boxes = shape.boxes() + moreRegions.length;
        Batch batch = new Batch(
                views,
                boxes,
                seen,
                new float[views * shape.patches() * shape.middle()],
                new float[views * shape.cells() * shape.deep()],
                new float[views * boxes * shape.patches()],
                new float[views * shape.target()],
                new float[views * boxes * shape.target()],
                new float[views * shape.cells() * shape.teacher()]);
        for (int i = 0; i < views; i++) {
            fill(batch, i, numbers[i]);
            for (int r = 0; r < moreRegions.length; r++) {
                int at = (i * boxes + shape.boxes() + r) * shape.patches();
                System.arraycopy(moreRegions[r], 0, batch.regions(), at, shape.patches());
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

    private void fill(Batch batch, int i, int number) {
        Seen view = Seen.of(seen.read(number));
        Taught[] said = taught(number);
        System.arraycopy(view.middle(), 0, batch.middle(), i * view.middle().length, view.middle().length);
        System.arraycopy(view.deep(), 0, batch.deep(), i * view.deep().length, view.deep().length);
        for (int t = 0; t < shape.boxes(); t++) {
            int row = i * batch.boxes() + t;
            System.arraycopy(
                    shape.region(view.boxes(), 4 * t), 0, batch.regions(), row * shape.patches(), shape.patches());
            targets.write(said, 1 + t, batch.boxTargets(), row * shape.target());
        }
        targets.write(said, 0, batch.cls(), i * shape.target());
        int d = shape.teacher();
        for (int c = 0; c < shape.cells(); c++) {
            target(said[0].cells(), c * d, meanCell, batch.cells(), (i * shape.cells() + c) * d);
        }
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
