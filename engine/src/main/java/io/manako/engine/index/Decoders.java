package io.manako.engine.index;

import io.manako.engine.library.FoundFile;
import io.manako.engine.message.Message;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.store.StoreException;
import io.manako.engine.task.Niceness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that prepare files, and the bounded queue through which the results come. Results come nearly in the order
 * of the files. Never interrupted: that would close files under them.
 */
final class Decoders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Decoders.class);

    /** Pictures of the network's size, about 150 kB each, that wait to be encoded. */
    private static final int QUEUE_LENGTH = 48;

    private static final long POLL_MILLIS = 50;

    private final List<FoundFile> files;
    private final Preparation preparation;
    private final Predicate<FoundFile> skip;
    private final RunControl control;
    private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    /** @param skip files that are not worth opening any more: they are handed on as vanished */
    Decoders(
            List<FoundFile> files,
            Preparation preparation,
            int threadCount,
            Predicate<FoundFile> skip,
            RunControl control) {
        this.files = files;
        this.preparation = preparation;
        this.skip = skip;
        this.control = control;
        working = new AtomicInteger(threadCount);
        for (int slot = 0; slot < threadCount; slot++) {
            int ownSlot = slot;
            threads.add(
                    Thread.ofPlatform().name("manako-decoder-" + slot).daemon().start(() -> work(ownSlot)));
        }
    }

    private void work(int slot) {
        Niceness.giveWay(Niceness.LAST);
        try {
            while (!stopped) {
                control.awaitTurn();
                int index = next.getAndIncrement();
                if (index >= files.size()) {
                    return;
                }
                put(prepare(files.get(index), slot));
            }
        } catch (CancellationException e) {
            // The run's own thread hears of it as well, and reports it.
        } catch (StoreException | Error e) {
            failure = e;
        } finally {
            working.decrementAndGet();
        }
    }

    private Prepared prepare(FoundFile file, int slot) {
        if (skip.test(file)) {
            return new Prepared.Vanished(file);
        }
        try {
            return preparation.prepare(file, slot);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            // One photo must not end the run of all others.
            LOG.error("Could not prepare {}", file.path(), e);
            return new Prepared.Unreadable(
                    file,
                    Reason.DAMAGED,
                    Message.of("engine.photo.undecodable", file.path().getFileName(), e));
        }
    }

    private void put(Prepared prepared) {
        try {
            while (!stopped && !queue.offer(prepared, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                // The encoder is slower than the decoders: wait for room, but not for ever.
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /**
     * The next result, or null when all files are done. Waits.
     *
     * @throws StoreException if a thread could not ask the catalogue; also errors of the threads, such as a library that
     *     cannot be loaded
     */
    @Nullable
    Prepared take() {
        while (true) {
            boolean last = working.get() == 0;
            @Nullable Prepared prepared = null;
            try {
                prepared = queue.poll(last ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                control.cancel();
                return null;
            }
            Throwable failed = failure;
            if (failed instanceof StoreException e) {
                throw e;
            }
            if (failed instanceof Error e) {
                throw e;
            }
            if (prepared != null || last) {
                return prepared;
            }
        }
    }

    /** Waits until no thread is in a decoder any more. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            boolean joined = false;
            while (!joined) {
                try {
                    thread.join();
                    joined = true;
                } catch (InterruptedException e) {
                    control.cancel();
                }
            }
        }
    }
}
