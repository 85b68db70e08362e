package io.manako.app.gallery;

import io.manako.engine.TagSuggestion;
import io.manako.engine.labels.LabelException;
import io.manako.engine.labels.LabelModel;
import io.manako.engine.labels.LabelTraining;
import io.manako.engine.labels.LabelledPhoto;
import io.manako.engine.labels.Suggestion;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Learns the tags of a shelf, for the galleries of tests. */
record ShelfSuggester(
        TagShelf shelf, List<ShelfSuggester.Learner> all, LabelModel model, Map<TagName, Integer> counts, int photos)
        implements TagSuggester {
    /**
     * What is learned from.
     *
     * @param windows of the photo
     * @param place of each of them in the photo
     */
    record Learner(GalleryPhoto photo, int width, int height, Int8Vectors windows, IntFunction<Box> place) {}

    static ShelfSuggester learn(
            TagShelf shelf, List<Learner> all, ProgressListener listener, CancellationToken cancellation)
            throws LabelException {
        List<LabelledPhoto> labelled = new ArrayList<>();
        Map<TagName, Integer> counts = new HashMap<>();
        for (Learner learner : all) {
            Set<TagName> borne = borne(shelf, learner);
            Set<String> absent = shelf.refused(learner.photo().id());
            borne.forEach(tag -> counts.merge(tag, 1, Integer::sum));
            if (!borne.isEmpty() || !absent.isEmpty()) {
                labelled.add(new LabelledPhoto(
                        learner.windows(), borne.stream().map(TagName::text).collect(Collectors.toSet()), absent));
            }
        }
        LabelModel model = LabelTraining.train(labelled, listener, cancellation);
        return new ShelfSuggester(shelf, all, model, counts, labelled.size());
    }

    private static Set<TagName> borne(TagShelf shelf, Learner learner) {
        return shelf.of(List.of(learner.photo().id())).values().stream()
                .flatMap(List::stream)
                .map(PhotoTag::tag)
                .collect(Collectors.toSet());
    }

    @Override
    public List<TagName> tags() {
        return model.labels().stream().map(TagName::new).toList();
    }

    @Override
    public int examples(TagName tag) {
        return counts.getOrDefault(tag, 0);
    }

    @Override
    public List<TagSuggestion> suggest(@Nullable Set<PhotoId> among, int each, CancellationToken cancellation) {
        List<TagSuggestion> open = new ArrayList<>();
        for (Learner learner : all) {
            PhotoId id = learner.photo().id();
            if (among == null || among.contains(id)) {
                for (Suggestion suggestion : model.suggest(learner.windows())) {
                    TagName tag = new TagName(suggestion.label());
                    if (!borne(shelf, learner).contains(tag)
                            && !shelf.refused(id).contains(tag.key())) {
                        open.add(new TagSuggestion(
                                id,
                                learner.photo().path(),
                                learner.width(),
                                learner.height(),
                                tag,
                                suggestion.probability(),
                                learner.place().apply(suggestion.window())));
                    }
                }
            }
        }
        open.sort(Comparator.comparingDouble(suggestion -> -suggestion.probability()));
        return List.copyOf(open);
    }
}
