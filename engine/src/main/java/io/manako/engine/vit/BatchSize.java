package io.manako.engine.vit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many photos a device encodes at once: as many as its free memory holds, and half as many from the moment on when it
 * runs out of it. For the thread that encodes.
 */
final class BatchSize {
    /** More make no device faster, and a user who asks in between waits for longer. */
    static final int MOST = 256;

    /** Numbers for each pixel: 96 channels at a quarter of the pixels, three times beside each other. */
    private static final long STEM_WIDTH = 72;

    private static final Logger LOG = LoggerFactory.getLogger(BatchSize.class);

    private int size;

    BatchSize(int size) {
        this.size = size;
    }

    /**
     * The power of two that takes at most half of what is free: other programs want some, too, and the estimate is rough.
     *
     * @param freeBytes of the device
     * @param photoBytes that a photo in a batch takes
     */
    static BatchSize fitting(long freeBytes, long photoBytes) {
        long photos = Math.clamp(freeBytes / 2 / Math.max(1, photoBytes), 1L, MOST);
        return new BatchSize((int) Long.highestOneBit(photos));
    }

    /**
     * About what the activations of a photo take where they are largest: in a block's attention and in its MLP.
     * Attention's probabilities count, though fused attention keeps none: not every device has a kernel for it.
     *
     * @param tokens T of the photo, windows included
     * @param numberBytes of one number
     */
    static long photoBytes(Architecture a, int tokens, int numberBytes) {
        long attention = 3L * a.heads() * tokens * tokens;
        long tokenWise = 16L * a.dimension() * tokens;
        long stem = a.hybrid() ? STEM_WIDTH * a.patch() * a.patch() * tokens : 0;
        return numberBytes * (attention + tokenWise + stem);
    }

    int get() {
        return size;
    }

    /**
     * Encodes the next photos, at most as many as fit, and fewer where the device has less memory than was thought.
     *
     * @param rest what is left to do, at least one
     * @param limit at most so many now
     * @param step encodes a batch
     * @return results of the first photos of the rest, at least one
     * @throws RuntimeException of the step: another than that memory ran out, or that one with a single photo
     */
    <P, R> List<R> next(List<P> rest, int limit, Function<List<P>, List<R>> step) {
        while (true) {
            List<P> batch = rest.subList(0, Math.min(rest.size(), Math.min(size, limit)));
            try {
                return new ArrayList<>(step.apply(batch));
            } catch (RuntimeException e) {
                if (!DeviceLostException.isOutOfMemory(e) || batch.size() == 1) {
                    throw e;
                }
                size = batch.size() / 2;
                LOG.warn(
                        "Memory ran out with {} photos at once, so {} are encoded at once from now on", 2 * size, size);
            }
        }
    }
}
