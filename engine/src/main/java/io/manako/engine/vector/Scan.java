package io.manako.engine.vector;

import io.manako.engine.vector.TopK.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Exact search: every item is scored, on several threads, and the best are kept. Thread-safe; searches at the same time
 * share the threads.
 */
public final class Scan implements AutoCloseable {
    /** Items a thread takes at a time: enough to hide the taking, few enough that threads end together. */
    private static final int BLOCK = 128;

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads that scan, the caller's among them; at least 1 */
    public Scan(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a scan needs at least one thread, not " + threads);
        }
        this.threads = threads;
        helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().name("manako-scan-", 1).daemon().factory());
    }

    /**
     * The best of items 0 to n − 1, best first; of equal scores the lower item first.
     *
     * @param k results wanted
     * @param scorers makes a scorer for each thread, which may keep scratch arrays of its own
     */
    public List<Ranked> top(int n, int k, Supplier<Scorer> scorers) {
        AtomicInteger next = new AtomicInteger();
        int workers = Math.clamp((n + BLOCK - 1) / BLOCK, 1, threads);
        List<Future<TopK>> others = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            others.add(helpers.submit(() -> scan(n, k, scorers.get(), next)));
        }
        TopK best = scan(n, k, scorers.get(), next);
        for (Future<TopK> other : others) {
            best.offerAll(join(other));
        }
        return best.drain();
    }

    private static TopK scan(int n, int k, Scorer scorer, AtomicInteger next) {
        TopK best = new TopK(Math.min(k, n));
        for (int from = next.getAndAdd(BLOCK); from < n; from = next.getAndAdd(BLOCK)) {
            int to = Math.min(n, from + BLOCK);
            for (int item = from; item < to; item++) {
                best.offer(item, scorer.score(item));
            }
        }
        return best;
    }

    private static TopK join(Future<TopK> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while searching", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of the search failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        helpers.close();
    }

    /** Scores items of a scan; used by one thread. */
    @FunctionalInterface
    public interface Scorer {
        /** Higher is better; finite. */
        float score(int item);
    }
}
