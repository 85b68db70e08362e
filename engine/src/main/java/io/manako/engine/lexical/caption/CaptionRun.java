package io.manako.engine.lexical.caption;

import io.manako.engine.lexical.caption.CaptionException.Hope;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.FileState;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Has captions written of a library's photos. Each is in the library once it is there, so a run that ends for any reason goes
 * on where it was. One thread starts it; {@code concurrency} threads ask.
 */
public final class CaptionRun {
    /** Pixels: models look at hardly more, and every pixel costs time. */
    private static final int LONG_SIDE = 768;

    private static final int QUALITY = 88;
    private static final int LOOK_MILLIS = 100;

    /** Photos in a row of which the server made nothing: with a wrong name of a model that would be so for all of a library. */
    private static final int HOPELESS = 20;

    private final Catalogue catalogue;
    private final CaptionSettings settings;
    private boolean paused;

    public CaptionRun(Catalogue catalogue, CaptionSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /**
     * What came of a run.
     *
     * @param had photos that had a caption before and were passed over
     * @param failed photos that have none now, with the reason
     * @param ended why it ended before the last photo, or null where it did not
     */
    public record Outcome(
            int written,
            int had,
            List<Failed> failed,
            @Nullable Message ended) {
        public Outcome {
            failed = List.copyOf(failed);
        }
    }

    /** A photo without a caption, and a sentence that says why. */
    public record Failed(Path photo, Message why) {}

    /**
     * Asks about every photo whose file is there.
     *
     * @param again whether photos that have a caption get another one
     */
    public Outcome run(boolean again, ProgressListener listener, CancellationToken token) {
        Set<Long> done = new HashSet<>();
        if (!again) {
            catalogue.machineCaptions().photos().forEach(photo -> done.add(photo.value()));
        }
        List<PhotoRow> there = catalogue.photos().stream()
                .filter(photo -> photo.state() == FileState.PRESENT)
                .toList();
        List<PhotoRow> wanted = there.stream()
                .filter(photo -> !done.contains(photo.id().value()))
                .toList();
        Asking asking = new Asking(new ConcurrentLinkedQueue<>(wanted), wanted.size(), listener, token);
        try (CaptionServer server = new CaptionServer(settings);
                ExecutorService askers = Executors.newFixedThreadPool(settings.concurrency())) {
            for (int i = 0; i < settings.concurrency(); i++) {
                askers.execute(() -> asking.askAll(server));
            }
            askers.shutdown();
            askers.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            token.cancel();
        }
        RuntimeException fault = asking.fault.get();
        if (fault != null) {
            throw fault;
        }
        return new Outcome(asking.written.get(), there.size() - wanted.size(), asking.failures(), asking.ended.get());
    }

    /** Asks about no further photo until {@link #resume}; what is being asked is finished. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    private synchronized void awaitResume(CancellationToken token) {
        try {
            while (paused && !token.isCancelled()) {
                wait(LOOK_MILLIS); // nobody calls when the token is cancelled
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            token.cancel();
        }
    }

    private static byte[] jpeg(Raster picture) {
        return PictureWriter.jpeg(Resampler.shrink(picture, LONG_SIDE), QUALITY);
    }

    /** The photos that are still to be asked about, and what came of the others. */
    private final class Asking {
        private final Queue<PhotoRow> queue;
        private final int total;
        private final ProgressListener listener;
        private final CancellationToken token;
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger inVain = new AtomicInteger();
        private final List<Failed> failed = new ArrayList<>();
        private final AtomicReference<@Nullable Message> ended = new AtomicReference<>();
        private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

        Asking(Queue<PhotoRow> queue, int total, ProgressListener listener, CancellationToken token) {
            this.queue = queue;
            this.total = total;
            this.listener = listener;
            this.token = token;
        }

        void askAll(CaptionServer server) {
            try {
                PhotoRow photo;
                while (ended.get() == null && fault.get() == null && (photo = queue.poll()) != null) {
                    awaitResume(token);
                    token.throwIfCancelled();
                    ask(photo, server);
                }
            } catch (CancellationException e) {
                ended.compareAndSet(null, Message.of("engine.caption.stopped"));
            } catch (RuntimeException e) {
                fault.compareAndSet(null, e);
            }
        }

        private void ask(PhotoRow photo, CaptionServer server) {
            try {
                CaptionText text = describe(PhotoDecoder.decode(photo.path(), LONG_SIDE), server);
                catalogue
                        .machineCaptions()
                        .put(new MachineCaption(
                                photo.id(),
                                text.caption(),
                                text.keywords(),
                                settings.model(),
                                Instant.now().truncatedTo(ChronoUnit.MILLIS)));
                written.incrementAndGet();
                inVain.set(0);
            } catch (CaptionException e) {
                if (e.hope() == Hope.NONE) {
                    ended.compareAndSet(null, e.wording());
                    return;
                }
                fail(photo, e.wording());
                if (inVain.incrementAndGet() >= HOPELESS) {
                    ended.compareAndSet(null, Message.of("engine.caption.hopeless", HOPELESS, e.wording()));
                }
            } catch (UnreadablePhotoException e) {
                fail(photo, e.wording());
            }
            synchronized (failed) {
                listener.onProgress(Progress.of("captions.ask", written.get() + failed.size(), total));
            }
        }

        private CaptionText describe(Raster picture, CaptionServer server) throws CaptionException {
            CaptionText whole = server.describe(jpeg(picture), token);
            if (!settings.closer()) {
                return whole;
            }
            List<CaptionText> looks = new ArrayList<>();
            for (Raster look : KeyExpansion.looks(picture)) {
                awaitResume(token);
                try {
                    looks.add(server.describe(jpeg(look), token));
                } catch (CaptionException e) {
                    if (e.hope() == Hope.NONE) {
                        throw e;
                    }
                    // What is said of the whole is there; a part may well show nothing.
                }
            }
            return KeyExpansion.joined(whole, looks);
        }

        private void fail(PhotoRow photo, Message why) {
            synchronized (failed) {
                failed.add(new Failed(photo.path(), why));
            }
        }

        List<Failed> failures() {
            synchronized (failed) {
                return List.copyOf(failed);
            }
        }
    }
}
