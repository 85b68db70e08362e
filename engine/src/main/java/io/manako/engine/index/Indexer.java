package io.manako.engine.index;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.task.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Brings a library up to date with its folders. Runs follow each other: one that is started while another is under way
 * waits for it, unless that one works {@linkplain #startBeside beside} the others. Thread-safe. Close it before the store
 * and the encoders.
 */
public final class Indexer implements AutoCloseable {
    /** @param describer asked when a turn of the run begins */
    private record Run(
            List<Path> wanted,
            Supplier<Describer> describer,
            ProgressListener listener,
            RunControl control,
            CompletableFuture<IndexReport> result,
            boolean beside) {}

    private final LibraryStore store;
    private final Supplier<Describer> usual;
    private final WindowLayout windows;
    private final int decoderThreads;
    private final ExecutorService turns = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("manako-indexer").daemon().factory());
    private final List<Run> runs = new CopyOnWriteArrayList<>();

    /**
     * @param usual who describes the photos of most runs, asked at the beginning of each
     * @param windows regions of each photo that get a descriptor of their own
     * @param decoderThreads threads that read and decode, at least 1; two keep a processor of few cores busy
     */
    public Indexer(LibraryStore store, Supplier<Describer> usual, WindowLayout windows, int decoderThreads) {
        if (decoderThreads < 1) {
            throw new IllegalArgumentException(decoderThreads + " threads");
        }
        this.store = store;
        this.usual = usual;
        this.windows = windows;
        this.decoderThreads = decoderThreads;
    }

    /**
     * Starts a run over folders, which become the library's if they are not yet.
     *
     * @param folders with all below them; none: all folders of the library
     * @param listener told of the stages {@code index.scan}, {@code index.metadata} and {@code index.encode}, on the run's thread
     */
    public IndexJob start(List<Path> folders, ProgressListener listener) {
        IndexJob job = start(List.copyOf(folders), usual, listener, false);
        // Only now: whoever gives way goes to the end of the queue, which is behind this run.
        runs.stream().filter(Run::beside).forEach(run -> run.control.giveWay());
        return job;
    }

    /**
     * Starts a run over all folders of the library for another describer. It may take hours, so every other run that is
     * started meanwhile comes first: this one stops, lets it pass, and goes on where it was. Its report tells of its last turn.
     */
    public IndexJob startBeside(Describer other, ProgressListener listener) {
        return start(List.of(), () -> other, listener, true);
    }

    private IndexJob start(
            List<Path> folders, Supplier<Describer> describer, ProgressListener listener, boolean beside) {
        Run run = new Run(folders, describer, listener, new RunControl(), new CompletableFuture<>(), beside);
        runs.add(run);
        turns.execute(() -> takeTurn(run));
        return new IndexJob(run.control, run.result);
    }

    private void takeTurn(Run run) {
        try {
            Describer describer = run.describer.get();
            IndexReport report = index(run, describer);
            if (report.cancelled() && run.control.gaveWay()) {
                turns.execute(() -> takeTurn(run));
                return;
            }
            describer.finished().accept(report);
            runs.remove(run);
            run.result.complete(report);
        } catch (Throwable e) {
            // Also errors: whoever waits for the result must hear of them.
            runs.remove(run);
            run.result.completeExceptionally(e);
        }
    }

    private IndexReport index(Run run, Describer describer) {
        Tally tally = new Tally();
        return new IndexRun(
                        store,
                        describer.encoder(),
                        described ->
                                new Intake(store, describer.encoder(), windows, described, describer.stored(), tally),
                        decoderThreads,
                        tally,
                        run.control,
                        run.listener)
                .over(run.wanted);
    }

    /** Cancels all runs and waits until the one under way has stored what it had at hand. */
    @Override
    public void close() {
        runs.forEach(run -> run.control.cancel());
        turns.close();
    }
}
