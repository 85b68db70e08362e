package io.manako.engine;

import io.manako.engine.index.Describer;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.SideInformation;
import io.manako.engine.store.DescriptorStore;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.vit.Encoder;

/** A library as one model sees it: its descriptors, in memory and on disk, and what was learned from them. Thread-safe. */
final class ModelView {
    private final Encoder encoder;
    private final Gallery gallery;
    private final ShownPhotos shown;
    private final TagExamples tagExamples;
    private volatile SideInformation.Labelling labelling = SideInformation.NONE.labelling();

    /** Reads all that the model has described. */
    ModelView(LibraryStore store, Encoder encoder) {
        this.encoder = encoder;
        DescriptorStore descriptors = store.descriptors(encoder.model());
        gallery = new Gallery(encoder.model().dimension());
        tagExamples = new TagExamples(store.catalogue().tags(), gallery);
        shown = new ShownPhotos(store.catalogue(), descriptors, gallery);
        shown.load();
    }

    /** Keeps this view at what indexing finds. */
    Describer describer() {
        return new Describer(encoder, shown::put, report -> shown.follow());
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
        return labelling;
    }

    void learned(LearnedTags tags) {
        labelling = tags.labelling();
    }
}
