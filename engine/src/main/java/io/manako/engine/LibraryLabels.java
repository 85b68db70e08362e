package io.manako.engine;

import io.manako.engine.labels.LabelException;
import io.manako.engine.labels.LabelModel;
import io.manako.engine.labels.LabelTraining;
import io.manako.engine.labels.LabelledPhoto;
import io.manako.engine.labels.Suggestion;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagName;
import io.manako.engine.store.Tags;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A library's tags, learned from the photos that have them and suggested for those that have not. */
final class LibraryLabels {
    private final List<GalleryPhoto> photos;
    private final Map<PhotoId, Set<TagName>> borne;
    private final Map<PhotoId, Set<String>> refused;
    private final Tags tags;

    /** @param photos that are learned from, and that tags are suggested for */
    LibraryLabels(Tags tags, List<GalleryPhoto> photos) {
        this.tags = tags;
        this.photos = photos;
        borne = tags.borne();
        refused = tags.refused();
    }

    /** As {@link PhotoLibrary#suggest}. */
    List<TagSuggestion> suggest(
            @Nullable TagName wanted, int limit, ProgressListener listener, CancellationToken cancellation)
            throws LabelException {
        TagName tag = wanted == null ? null : tags.find(wanted).map(Tag::name).orElse(wanted);
        LabelModel model = LabelTraining.train(labelled(), tag == null ? null : tag.text(), listener, cancellation);
        List<TagSuggestion> suggestions = new ArrayList<>();
        for (GalleryPhoto photo : photos) {
            cancellation.throwIfCancelled();
            for (Suggestion suggestion : model.suggest(photo.windows())) {
                TagName name = new TagName(suggestion.label());
                if (isOpen(photo.id(), name)) {
                    suggestions.add(new TagSuggestion(
                            photo.id(),
                            photo.path(),
                            name,
                            suggestion.probability(),
                            place(photo, suggestion.window())));
                }
            }
        }
        return suggestions.stream()
                .sorted(Comparator.comparingDouble(TagSuggestion::probability)
                        .reversed()
                        .thenComparing(TagSuggestion::photo))
                .limit(limit)
                .toList();
    }

    /** Whether nobody has said yet if a photo has a tag. */
    private boolean isOpen(PhotoId photo, TagName tag) {
        return !borne.getOrDefault(photo, Set.of()).contains(tag)
                && !refused.getOrDefault(photo, Set.of()).contains(tag.key());
    }

    private List<LabelledPhoto> labelled() {
        Map<String, String> names = new HashMap<>();
        borne.values().forEach(all -> all.forEach(tag -> names.put(tag.key(), tag.text())));
        List<LabelledPhoto> labelled = new ArrayList<>();
        for (GalleryPhoto photo : photos) {
            Set<String> present = borne.getOrDefault(photo.id(), Set.of()).stream()
                    .map(TagName::text)
                    .collect(Collectors.toSet());
            Set<String> absent = refused.getOrDefault(photo.id(), Set.of()).stream()
                    .filter(names::containsKey)
                    .map(names::get)
                    // Who refused "lamp" and gave "desk lamp", which lies below it, said the latter last or meant it
                    // more.
                    .filter(name -> !present.contains(name))
                    .collect(Collectors.toSet());
            if (!present.isEmpty() || !absent.isEmpty()) {
                labelled.add(new LabelledPhoto(photo.windows(), present, absent));
            }
        }
        return labelled;
    }

    private static Box place(GalleryPhoto photo, int window) {
        float[] boxes = photo.boxes();
        return new Box(
                boxes[4 * window] * photo.width(),
                boxes[4 * window + 1] * photo.height(),
                boxes[4 * window + 2] * photo.width(),
                boxes[4 * window + 3] * photo.height());
    }
}
