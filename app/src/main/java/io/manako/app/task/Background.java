package io.manako.app.task;

import io.manako.engine.task.Niceness;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Where the desktop's work runs, and how its results come back to the UI thread. Every call into the engine goes through
 * here, so the UI thread never waits. Thread-safe.
 */
public final class Background implements AutoCloseable {
    /** Work of one lane never waits for work of another. */
    public enum Lane {
        /** Opening the query photo and searching with it, strictly one after the other. */
        QUERY,
        /** Captions by a language model, which may take days. */
        CAPTIONS,
        /** Thumbnails, from the top of the screen down; what was scrolled away is cancelled and costs nothing. */
        PICTURES,
        /** Explanations of hits, likewise. */
        OVERLAYS,
        /** Looking for the very same thing among the best hits because the user asked for it, a few seconds. */
        SAME,
        /** The same unasked: work of which nobody knows. */
        GLANCE,
        /** Exports and copies, which may take minutes. */
        FILES,
        /** Learning tags, which takes minutes in a large library. */
        LEARNING,
        /** Bringing models, which are tried before they count. */
        MODELS,
        /** Everything else: opening a library, reading its lists, saving settings. */
        WORK
    }

    /** Starts work after a delay. */
    @FunctionalInterface
    private interface Timer {
        void after(Duration delay, Runnable work);
    }

    private final Executor ui;
    private final Map<Lane, Executor> lanes = new EnumMap<>(Lane.class);
    private final Timer timer;

    private Background(Executor ui, Map<Lane, Executor> lanes, Timer timer) {
        this.ui = ui;
        this.lanes.putAll(lanes);
        this.timer = timer;
    }

    /** Daemon threads, results on the JavaFX thread. */
    public static Background desktop() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, daemons("manako-clock"));
        return new Background(
                Platform::runLater,
                Map.of(
                        Lane.QUERY, pool("manako-query", 1),
                        Lane.PICTURES, pool("manako-pictures", 2),
                        Lane.OVERLAYS, giving(Niceness.LATER, "manako-overlays", 1),
                        Lane.SAME, giving(Niceness.LATER, "manako-same", 1),
                        Lane.GLANCE, giving(Niceness.LAST, "manako-glance", 1),
                        Lane.FILES, giving(Niceness.LATER, "manako-files", 1),
                        Lane.LEARNING, giving(Niceness.LATER, "manako-learning", 1),
                        Lane.MODELS, giving(Niceness.LATER, "manako-models", 1),
                        Lane.CAPTIONS, giving(Niceness.LATER, "manako-captions", 1),
                        Lane.WORK, giving(Niceness.LATER, "manako-work", 2)),
                (delay, work) -> clock.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Everything on the executors given; a delayed start does not wait. For tests of view models. */
    public static Background on(Executor ui, Executor worker) {
        Map<Lane, Executor> lanes = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            lanes.put(lane, worker);
        }
        return new Background(ui, lanes, (delay, work) -> work.run());
    }

    /** Runs {@code work} on the UI thread, later. */
    public void onUi(Runnable work) {
        ui.execute(work);
    }

    Executor lane(Lane lane) {
        return lanes.getOrDefault(lane, ui);
    }

    /**
     * Runs {@code work} off the UI thread and hands its result, or what it threw, to the UI thread.
     *
     * @return cancel it to hear nothing of the work any more
     */
    public <T> Ticket run(Lane lane, Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        Ticket ticket = new Ticket();
        run(ticket, lane, work, done, failed);
        return ticket;
    }

    /** The same with a ticket that the caller holds already. */
    public <T> void run(
            Ticket ticket, Lane lane, Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        try {
            lane(lane).execute(() -> {
                if (ticket.isCancelled()) {
                    return;
                }
                Runnable delivery;
                try {
                    T result = work.call();
                    delivery = () -> done.accept(result);
                } catch (Exception | LinkageError | OutOfMemoryError e) {
                    delivery = () -> failed.accept(asException(e));
                }
                Runnable deliver = delivery;
                ui.execute(() -> {
                    if (!ticket.isCancelled()) {
                        deliver.run();
                    }
                });
            });
        } catch (RejectedExecutionException closing) {
            ticket.cancel();
        }
    }

    /** A missing native library or a lack of memory ends one piece of work, not the program. */
    static Exception asException(Throwable failure) {
        return failure instanceof Exception e ? e : new IllegalStateException(failure.toString(), failure);
    }

    /** Runs {@code work} on the UI thread when {@code delay} has passed, unless the ticket is cancelled before. */
    public Ticket after(Duration delay, Runnable work) {
        Ticket ticket = new Ticket();
        try {
            timer.after(
                    delay,
                    () -> ui.execute(() -> {
                        if (!ticket.isCancelled()) {
                            work.run();
                        }
                    }));
        } catch (RejectedExecutionException closing) {
            ticket.cancel();
        }
        return ticket;
    }

    /**
     * A consumer for any thread that hands the newest value to {@code sink} on the UI thread; values that come while one
     * delivery waits replace it, so a fast reporter cannot flood the UI.
     */
    public <T> Consumer<T> newestOnUi(Consumer<? super T> sink) {
        AtomicReference<T> newest = new AtomicReference<>();
        return value -> {
            if (newest.getAndSet(value) == null) {
                ui.execute(() -> {
                    T current = newest.getAndSet(null);
                    if (current != null) {
                        sink.accept(current);
                    }
                });
            }
        };
    }

    /** Lets begun work end and drops the rest. The daemon threads do not keep the program alive. */
    @Override
    public void close() {
        for (Executor lane : lanes.values()) {
            if (lane instanceof ExecutorService pool) {
                pool.shutdown();
            }
        }
    }

    private static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, daemons(name));
    }

    /** For what must not take a core from the window and from what the user waits for. */
    private static ExecutorService giving(int niceness, String name, int threads) {
        ThreadFactory usual = daemons(name);
        return Executors.newFixedThreadPool(
                threads,
                work -> usual.newThread(() -> {
                    Niceness.giveWay(niceness);
                    work.run();
                }));
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
