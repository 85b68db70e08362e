package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import java.util.List;
import java.util.function.Consumer;

/** All by which a curator orders photos, with one way back from all of it. For the UI thread. */
public final class Curation {
    private final CurationHistory history = new CurationHistory();
    private final TagsViewModel tags;
    private final RatingsViewModel ratings;
    private final TaggingViewModel tagging;
    private final ArrangementViewModel arrangement;
    private final FacetsViewModel facets;
    private final MetadataViewModel metadata;
    private final PhotoWordsViewModel photoWords;
    private final CollectionsViewModel collections;
    private final SuggestionsViewModel suggestions;

    /**
     * @param tell takes a sentence about what was done
     * @param report takes what went wrong
     */
    public Curation(Background background, Messages messages, Consumer<Message> tell, Consumer<Exception> report) {
        tags = new TagsViewModel(background, history, tell, report);
        ratings = new RatingsViewModel(background, history, tell, report);
        tagging = new TaggingViewModel(tags);
        arrangement = new ArrangementViewModel(background, history);
        facets = new FacetsViewModel(background, report);
        metadata = new MetadataViewModel(background, messages, report);
        photoWords = new PhotoWordsViewModel(background, history);
        collections = new CollectionsViewModel(background, history);
        suggestions = new SuggestionsViewModel(background, tags, report);
    }

    /** The gallery whose photos are curated from now on. */
    public void use(Gallery opened) {
        tags.use(opened);
        ratings.use(opened);
        arrangement.use(opened);
        facets.use(opened);
        metadata.use(opened);
        photoWords.use(opened);
        collections.use(opened);
        suggestions.use(opened);
    }

    /**
     * Says what to do when something has changed.
     *
     * @param filtered where filters may let other photos through
     * @param found where words may find other photos
     * @param both where both may be so
     */
    public void setOnChanged(Runnable filtered, Runnable found, Runnable both) {
        Runnable counted = () -> {
            facets.refresh();
            filtered.run();
        };
        ratings.setOnChanged(counted);
        collections.setOnChanged(counted);
        photoWords.setOnChanged(found);
        arrangement.setOnChanged(() -> {
            suggestions.onChanged();
            counted.run();
        });
        tags.setOnChanged(() -> {
            suggestions.onChanged();
            facets.refresh();
            both.run(); // tags are words, too
        });
    }

    /** The photos that are looked at now. */
    public void show(List<PhotoId> photos) {
        tags.show(photos);
        ratings.show(photos);
    }

    /** Another model answers. */
    public void onModelChanged() {
        onChangedElsewhere();
        suggestions.onModelChanged();
    }

    /** Photos came or went, and with them keywords and stars of their files, or another hand changed some. */
    public void onChangedElsewhere() {
        tags.refresh();
        ratings.refresh();
        facets.refresh();
        suggestions.onChanged();
    }

    /** The way back from every change. */
    public CurationHistory history() {
        return history;
    }

    public TagsViewModel tags() {
        return tags;
    }

    public RatingsViewModel ratings() {
        return ratings;
    }

    public TaggingViewModel tagging() {
        return tagging;
    }

    public ArrangementViewModel arrangement() {
        return arrangement;
    }

    public FacetsViewModel facets() {
        return facets;
    }

    public MetadataViewModel metadata() {
        return metadata;
    }

    public PhotoWordsViewModel photoWords() {
        return photoWords;
    }

    public CollectionsViewModel collections() {
        return collections;
    }

    public SuggestionsViewModel suggestions() {
        return suggestions;
    }
}
