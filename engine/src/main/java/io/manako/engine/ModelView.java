package io.manako.engine;

import io.manako.engine.index.Describer;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.SideInformation;
import io.manako.engine.store.DescriptorStore;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.StoreException;
import io.manako.engine.store.StoreException.Kind;
import io.manako.engine.vit.Companion;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.ModelInfo;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A library as one model sees it: its descriptors, in memory and on disk, and what was learned from them. Those in memory are
 * let go while the model rests. Thread-safe.
 */
final class ModelView implements Companion, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelView.class);

    private final Encoder encoder;
    private final Gallery gallery;
    private final ShownPhotos shown;
    private final TagExamples tagExamples;
    private final AtomicReference<@Nullable LearnedTags> learned = new AtomicReference<>();

    /** Reads all that the model has described; what cannot be read to its end is put aside, as what cannot be opened is. */
    static ModelView open(LibraryStore store, Encoder encoder) {
        try {
            return new ModelView(store, encoder);
        } catch (StoreException e) {
            if (e.kind() == Kind.DAMAGED && store.renewDescriptors(encoder.model())) {
                return new ModelView(store, encoder);
            }
            throw e;
        }
    }

    private ModelView(LibraryStore store, Encoder encoder) {
        this.encoder = encoder;
        DescriptorStore descriptors = store.descriptors(encoder.model());
        gallery = new Gallery(encoder.model().dimension(), () -> ShownPhotos.read(store.catalogue(), descriptors));
        tagExamples = new TagExamples(store.catalogue().tags(), gallery);
        shown = new ShownPhotos(store.catalogue(), descriptors, gallery);
        gallery.photos();
        encoder.accompany(this);
    }

    @Override
    public boolean rest(Duration unasked) {
        return gallery.letGo(unasked);
    }

    @Override
    public void wake() {
        try {
            LOG.info("{} photos are back", gallery.size());
        } catch (StoreException e) {
            LOG.warn("The photos are not back; who asks for them is told so", e);
        }
    }

    /** From now on what is in memory stays, so that what is on disk can be closed. */
    void stay() {
        gallery.stay();
    }

    @Override
    public void close() {
        encoder.leave(this);
    }

    /** Keeps this view at what indexing finds. */
    Describer describer() {
        return new Describer(encoder, shown::put, report -> shown.follow());
    }

    ModelInfo model() {
        return encoder.model();
    }

    Gallery gallery() {
        return gallery;
    }

    ShownPhotos shown() {
        return shown;
    }

    TagExamples tagExamples() {
        return tagExamples;
    }

    /** What learned tags say; nothing until all were learned from this view. */
    SideInformation.Labelling labelling() {
        LearnedTags tags = learned.get();
        return tags == null ? SideInformation.NONE.labelling() : tags.labelling();
    }

    void learned(LearnedTags tags) {
        learned.set(tags);
    }

    /**
     * Puts what was learned behind the user's back in the place of what was kept; what the user had learned meanwhile stays.
     *
     * @param now null where nothing can be learned any more
     */
    void learnedAfter(LearnedTags then, @Nullable LearnedTags now) {
        learned.compareAndSet(then, now);
    }
}
