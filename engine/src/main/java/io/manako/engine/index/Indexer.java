package io.manako.engine.index;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Brings a library up to date with its folders. Runs follow each other: one that is started while another is under way
 * waits for it. Thread-safe. Close it before the store and the encoder.
 */
public final class Indexer implements AutoCloseable {
    private final LibraryStore store;
    private final Encoder encoder;
    private final WindowLayout windows;
    private final Consumer<List<PhotoDescriptor>> stored;
    private final Runnable finished;
    private final int decoderThreads;
    private final ExecutorService runs = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("manako-indexer").daemon().factory());
    private final List<IndexJob> jobs = new CopyOnWriteArrayList<>();

    /**
     * @param windows regions of each photo that get a descriptor of their own
     * @param stored told of descriptors that are new or replaced, after they are stored, on the run's thread
     * @param finished called when the catalogue shows all that a run found, before the run's result is there
     * @param decoderThreads threads that read and decode, at least 1; two keep a processor of few cores busy
     */
    public Indexer(
            LibraryStore store,
            Encoder encoder,
            WindowLayout windows,
            Consumer<List<PhotoDescriptor>> stored,
            Runnable finished,
            int decoderThreads) {
        if (decoderThreads < 1) {
            throw new IllegalArgumentException(decoderThreads + " threads");
        }
        this.store = store;
        this.encoder = encoder;
        this.windows = windows;
        this.stored = stored;
        this.finished = finished;
        this.decoderThreads = decoderThreads;
    }

    /**
     * Starts a run over folders, which become the library's if they are not yet.
     *
     * @param folders with all below them; none: all folders of the library
     * @param listener told of the stages {@code index.scan}, {@code index.metadata} and {@code index.encode}, on the run's thread
     */
    public IndexJob start(List<Path> folders, ProgressListener listener) {
        RunControl control = new RunControl();
        CompletableFuture<IndexReport> result = new CompletableFuture<>();
        IndexJob job = new IndexJob(control, result);
        List<Path> wanted = List.copyOf(folders);
        jobs.add(job);
        runs.execute(() -> {
            try {
                IndexReport report = run(wanted, control, listener);
                finished.run();
                result.complete(report);
            } catch (Throwable e) {
                // Also errors: whoever waits for the result must hear of them.
                result.completeExceptionally(e);
            } finally {
                jobs.remove(job);
            }
        });
        return job;
    }

    private IndexReport run(List<Path> folders, RunControl control, ProgressListener listener) {
        Tally tally = new Tally();
        return new IndexRun(
                        store,
                        encoder,
                        described -> new Intake(store, encoder, windows, described, stored, tally),
                        decoderThreads,
                        tally,
                        control,
                        listener)
                .over(folders);
    }

    /** Cancels all runs and waits until the one under way has stored what it had at hand. */
    @Override
    public void close() {
        jobs.forEach(IndexJob::cancel);
        runs.close();
    }
}
