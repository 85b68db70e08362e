package io.manako.engine.vit;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns DJL. Urgent work (a user waits) overtakes background work (an indexing run), and even runs
 * in the middle of a batch, wherever the batch calls {@link #runUrgent()}. Closing runs what was accepted, then ends.
 */
final class InferenceThread implements AutoCloseable {
    private record Work<T>(Callable<T> call, CompletableFuture<T> result) {
        void run() {
            try {
                result.complete(call.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }
    }

    private static @Nullable InferenceThread ofAll;

    private static final long CALM_NANOS = 1_000_000_000L;

    private final ArrayDeque<Work<?>> urgent = new ArrayDeque<>();
    private final ArrayDeque<Work<?>> background = new ArrayDeque<>();
    private final Thread thread;
    private int users = 1;
    private boolean closed;
    private volatile long lastUrgent = System.nanoTime() - CALM_NANOS;

    InferenceThread(String name) {
        thread = new Thread(this::loop, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The thread of all models of this process: where two are loaded, a search by the one runs in the middle of a batch of the
     * other. Each user closes it once; the last one ends it.
     */
    static synchronized InferenceThread shared() {
        InferenceThread thread = ofAll;
        if (thread == null || !thread.hasNewUser()) {
            thread = ofAll = new InferenceThread("manako-inference");
        }
        return thread;
    }

    private synchronized boolean hasNewUser() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Runs work before all background work and waits for its result. */
    <T> T urgent(Callable<T> call) {
        lastUrgent = System.nanoTime();
        return submit(urgent, call);
    }

    /** Runs work when nothing urgent waits, and waits for its result. */
    <T> T background(Callable<T> call) {
        return submit(background, call);
    }

    /** Whether a user asked for something within the last second: then batches should be small. */
    boolean busyWithUser() {
        return System.nanoTime() - lastUrgent < CALM_NANOS;
    }

    /** Called by background work between two blocks of the network: what is urgent runs now. */
    void runUrgent() {
        for (Work<?> work = poll(); work != null; work = poll()) {
            work.run();
        }
    }

    /** Whether something urgent waits. */
    synchronized boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    private synchronized @Nullable Work<?> poll() {
        return urgent.poll();
    }

    private <T> T submit(ArrayDeque<Work<?>> queue, Callable<T> call) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the inference thread cannot wait for itself");
        }
        Work<T> work = new Work<>(call, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            queue.add(work);
            notifyAll();
        }
        try {
            return work.result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void loop() {
        while (true) {
            Work<?> work;
            synchronized (this) {
                while (urgent.isEmpty() && background.isEmpty()) {
                    if (closed) {
                        return;
                    }
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                work = urgent.isEmpty() ? background.remove() : urgent.remove();
            }
            work.run();
        }
    }

    /** Ends with its last user: refuses new work, waits for what runs and what was accepted. */
    @Override
    public void close() {
        synchronized (this) {
            users--;
            if (users > 0) {
                return;
            }
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
