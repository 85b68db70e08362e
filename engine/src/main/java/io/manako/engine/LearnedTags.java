package io.manako.engine;

import io.manako.engine.labels.LabelException;
import io.manako.engine.labels.LabelModel;
import io.manako.engine.labels.LabelSource;
import io.manako.engine.labels.LabelSpace;
import io.manako.engine.labels.LabelTraining;
import io.manako.engine.labels.LabelledPhoto;
import io.manako.engine.labels.LearnedLabels;
import io.manako.engine.labels.Suggestion;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SideInformation;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagName;
import io.manako.engine.store.TagReading;
import io.manako.engine.store.Tags;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A library's tags as they were learned from the photos that have them, to be suggested for those that have not. What was
 * tagged or indexed since is not learned, but nothing is suggested that somebody has decided by now. Thread-safe.
 */
public final class LearnedTags {
    private static final Comparator<TagSuggestion> BEST_FIRST = Comparator.comparingDouble(TagSuggestion::probability)
            .reversed()
            .thenComparing(TagSuggestion::photo)
            .thenComparing(suggestion -> suggestion.tag().key());

    private final Tags tags;
    private final Gallery gallery;
    private final Set<PhotoId> known;
    private final LearnedLabels labels;
    private final LabelSpace space;
    private final boolean reused;

    /** @param photos that the tags have something to say of */
    private LearnedTags(Tags tags, Gallery gallery, List<GalleryPhoto> photos, LearnedLabels labels, boolean reused) {
        this.tags = tags;
        this.gallery = gallery;
        this.labels = labels;
        this.reused = reused;
        known = photos.stream().map(GalleryPhoto::id).collect(Collectors.toSet());
        space = new LabelSpace(labels.model(), this::windows);
    }

    private @Nullable Int8Vectors windows(PhotoId photo) {
        return known.contains(photo)
                ? gallery.photo(photo).map(GalleryPhoto::windows).orElse(null)
                : null;
    }

    /** What was learned once, whatever has changed since. */
    static LearnedTags of(Tags tags, Gallery gallery, LearnedLabels kept) {
        return new LearnedTags(tags, gallery, gallery.photos(), kept, true);
    }

    /**
     * As {@link PhotoLibrary#learnTags}, from all photos that can be found.
     *
     * @param kept what was learned once: taken as it is where the same photos have the same tags
     */
    static LearnedTags learn(
            Tags tags,
            Gallery gallery,
            Optional<LearnedLabels> kept,
            @Nullable TagName only,
            ProgressListener listener,
            CancellationToken cancellation)
            throws LabelException {
        String label = only == null
                ? null
                : tags.find(only).map(Tag::name).orElse(only).text();
        List<GalleryPhoto> photos = gallery.photos();
        // By ascending id: the order has a say in the last digits of what is learned.
        List<LabelledPhoto> labelled = labelled(photos, tags);
        LabelSource source = LabelSource.of(labelled);
        Optional<LabelModel> known = kept.filter(
                        labels -> labels.source().digest().equals(source.digest()))
                .map(LearnedLabels::model)
                .flatMap(model -> label == null ? Optional.of(model) : model.only(label));
        LabelModel model =
                known.isPresent() ? known.get() : LabelTraining.train(labelled, label, listener, cancellation);
        return new LearnedTags(tags, gallery, photos, new LearnedLabels(model, source), known.isPresent());
    }

    private static List<LabelledPhoto> labelled(List<GalleryPhoto> photos, Tags tags) {
        TagReading reading = tags.reading();
        Map<PhotoId, Set<TagName>> borne = reading.borne();
        Map<PhotoId, Set<String>> refused = tags.refused();
        Map<PhotoId, Map<TagName, List<PhotoRegion>>> places = reading.places();
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
                labelled.add(new LabelledPhoto(
                        photo.windows(),
                        present,
                        absent,
                        windows(photo, present, places.getOrDefault(photo.id(), Map.of()))));
            }
        }
        return labelled;
    }

    /** @param present tags that the photo has; others were put on it since they were read */
    private static Map<String, List<Integer>> windows(
            GalleryPhoto photo, Set<String> present, Map<TagName, List<PhotoRegion>> places) {
        Map<String, List<Integer>> windows = new HashMap<>();
        places.forEach((tag, regions) -> {
            if (present.contains(tag.text())) {
                windows.put(
                        tag.text(),
                        photo.showing(regions.stream()
                                .map(region -> region.on(photo.width(), photo.height()))
                                .toList()));
            }
        });
        return windows;
    }

    /** The tags that were learned, in the order of the names. */
    public List<TagName> tags() {
        return labels.model().labels().stream()
                .map(TagName::new)
                .sorted(Comparator.comparing(TagName::key))
                .toList();
    }

    /** How many photos were learned from. */
    public int photos() {
        return labels.source().photos();
    }

    /** How many of them have a tag, or one below it. */
    public int examples(TagName tag) {
        return labels.source().examples().getOrDefault(tag.text(), 0);
    }

    /** Whether nothing had to be learned, since the same had been learned before and was kept. */
    public boolean reused() {
        return reused;
    }

    /** To be kept. */
    LearnedLabels labels() {
        return labels;
    }

    /** What the tags say of what is marked and of photos; nothing of those that were indexed since. */
    SideInformation.Labelling labelling() {
        return new SideInformation.Labelling() {
            @Override
            public SideInformation.Labels of(float[] region, List<PhotoId> asked) {
                return new SideInformation.Labels(space.scores(region, asked), space.say(region));
            }

            @Override
            public List<String> names(float[] region) {
                return space.names(region);
            }
        };
    }

    /**
     * Tags that photos may well have, of which nobody has said yet whether they have them. Uses all cores.
     *
     * @param among the photos that are looked at, or null for all
     * @param each most suggestions of one tag
     * @return the most probable first
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<TagSuggestion> suggest(@Nullable Set<PhotoId> among, int each, CancellationToken cancellation) {
        Map<PhotoId, Set<TagName>> borne = tags.reading().borne();
        Map<PhotoId, Set<String>> refused = tags.refused();
        Map<TagName, PriorityQueue<TagSuggestion>> best = new HashMap<>();
        gallery.photos().parallelStream()
                .filter(photo -> known.contains(photo.id()))
                .filter(photo -> among == null || among.contains(photo.id()))
                .forEach(photo -> {
                    cancellation.throwIfCancelled();
                    List<TagSuggestion> open = suggest(
                            photo,
                            borne.getOrDefault(photo.id(), Set.of()),
                            refused.getOrDefault(photo.id(), Set.of()));
                    synchronized (best) {
                        open.forEach(suggestion -> keep(best, suggestion, each));
                    }
                });
        return best.values().stream()
                .flatMap(PriorityQueue::stream)
                .sorted(BEST_FIRST)
                .toList();
    }

    private List<TagSuggestion> suggest(GalleryPhoto photo, Set<TagName> borne, Set<String> refused) {
        List<TagSuggestion> open = new ArrayList<>();
        for (Suggestion suggestion : labels.model().suggest(photo.windows())) {
            TagName name = new TagName(suggestion.label());
            if (!borne.contains(name) && !refused.contains(name.key())) {
                open.add(new TagSuggestion(
                        photo.id(),
                        photo.path(),
                        photo.width(),
                        photo.height(),
                        name,
                        suggestion.probability(),
                        photo.place(suggestion.window())));
            }
        }
        return open;
    }

    private static void keep(Map<TagName, PriorityQueue<TagSuggestion>> best, TagSuggestion suggestion, int each) {
        PriorityQueue<TagSuggestion> same =
                best.computeIfAbsent(suggestion.tag(), any -> new PriorityQueue<>(BEST_FIRST.reversed()));
        same.add(suggestion);
        if (same.size() > each) {
            same.remove();
        }
    }
}
