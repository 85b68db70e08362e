package io.manako.engine.vit;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns DJL. What is more urgent overtakes what is less, and even runs in the middle of it, wherever that
 * calls {@link #giveWay}. Closing runs what was accepted, then ends.
 */
final class InferenceThread implements AutoCloseable {
    /** Who waits, the most urgent first. */
    enum Urgency {
        /** A user, for the answer to what was marked. */
        QUERY,
        /** A user who has the answer, for what explains it. */
        EXPLANATION,
        /** Nobody in particular: an indexing run. */
        BACKGROUND
    }

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
    private static final int END = Urgency.values().length;

    private final Map<Urgency, ArrayDeque<Work<?>>> waiting = new EnumMap<>(Urgency.class);
    private final Thread thread;
    private int users = 1;
    private boolean closed;
    private volatile long lastUrgent = System.nanoTime() - CALM_NANOS;

    InferenceThread(String name) {
        for (Urgency urgency : Urgency.values()) {
            waiting.put(urgency, new ArrayDeque<>());
        }
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

    /** Runs work before all that is less urgent, and waits for its result. */
    <T> T run(Urgency urgency, Callable<T> call) {
        if (urgency != Urgency.BACKGROUND) {
            lastUrgent = System.nanoTime();
        }
        return submit(urgency, call);
    }

    /** Whether a user asked for something within the last second: then batches should be small. */
    boolean busyWithUser() {
        return System.nanoTime() - lastUrgent < CALM_NANOS;
    }

    /** Called by work between two blocks of the network: what is more urgent runs now. */
    void giveWay(Urgency mine) {
        for (Work<?> work = poll(mine.ordinal()); work != null; work = poll(mine.ordinal())) {
            work.run();
        }
    }

    /** Whether work of an urgency waits. */
    synchronized boolean waits(Urgency urgency) {
        return !queue(urgency).isEmpty();
    }

    private ArrayDeque<Work<?>> queue(Urgency urgency) {
        return Objects.requireNonNull(waiting.get(urgency));
    }

    /** The first of the most urgent works that wait, of the urgencies before {@code end}. */
    private synchronized @Nullable Work<?> poll(int end) {
        for (Urgency urgency : Urgency.values()) {
            if (urgency.ordinal() < end && waits(urgency)) {
                return queue(urgency).remove();
            }
        }
        return null;
    }

    private <T> T submit(Urgency urgency, Callable<T> call) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the inference thread cannot wait for itself");
        }
        Work<T> work = new Work<>(call, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            queue(urgency).add(work);
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
                for (work = poll(END); work == null; work = poll(END)) {
                    if (closed) {
                        return;
                    }
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
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
