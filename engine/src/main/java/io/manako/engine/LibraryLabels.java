package io.manako.engine;

import io.manako.engine.labels.LabelException;
import io.manako.engine.labels.LearnedLabels;
import io.manako.engine.store.LabelFile;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.StoreException;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a library's tags taught: learned where somebody asks, and kept for each model, so that the next start has it at once.
 * Thread-safe.
 */
final class LibraryLabels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryLabels.class);

    private final LibraryStore store;
    private volatile boolean recalled;
    private final CancellationToken closing = new CancellationToken();
    private final ExecutorService background = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .name("labels")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .factory());

    LibraryLabels(LibraryStore store) {
        this.store = store;
    }

    /** As {@link PhotoLibrary#learnTags}. */
    LearnedTags learn(ModelView view, @Nullable TagName only, ProgressListener listener, CancellationToken cancellation)
            throws LabelException {
        LearnedTags learned = learned(view, only, listener, cancellation);
        if (only == null) {
            view.learned(learned);
        }
        return learned;
    }

    private LearnedTags learned(
            ModelView view, @Nullable TagName only, ProgressListener listener, CancellationToken cancellation)
            throws LabelException {
        LearnedTags learned =
                LearnedTags.learn(store.catalogue().tags(), view.gallery(), kept(view), only, listener, cancellation);
        if (only == null && !learned.reused()) {
            file(view).write(learned.labels().write());
        }
        return learned;
    }

    /**
     * Lets what was kept have its say in searches at once. Where tags or photos have changed since, it is learned again behind
     * everybody's back, and then that has its say.
     */
    void recall(ModelView view) {
        recalled = true;
        kept(view).ifPresent(kept -> {
            LearnedTags then = LearnedTags.of(store.catalogue().tags(), view.gallery(), kept);
            view.learned(then);
            background.execute(() -> learnAgain(view, then));
        });
    }

    /** Another model answers, and what was learned from its descriptors has its say, where that of the one before had. */
    void onModelChanged(ModelView view) {
        if (recalled) {
            recall(view);
        }
    }

    private void learnAgain(ModelView view, LearnedTags then) {
        try {
            LearnedTags now = learned(view, null, ProgressListener.NONE, closing);
            if (!now.reused()) {
                view.learnedAfter(then, now);
            }
        } catch (LabelException e) {
            view.learnedAfter(then, null); // the tags are gone by now
        } catch (CancellationException e) {
            // The library closes, and what was kept stays.
        } catch (StoreException e) {
            LOG.warn("The tags are not learned again", e);
        }
    }

    private Optional<LearnedLabels> kept(ModelView view) {
        return file(view).read(bytes -> LearnedLabels.read(bytes, view.model().dimension()));
    }

    private LabelFile file(ModelView view) {
        return store.labels(view.model());
    }

    @Override
    public void close() {
        closing.cancel();
        background.close();
    }
}
