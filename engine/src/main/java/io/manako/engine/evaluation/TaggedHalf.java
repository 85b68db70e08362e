package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.labels.LabelledPhoto;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.GalleryPhoto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random half of the photos of a set, always the same, that has the names of its classes as labels; the other half is scored,
 * and its labels are seen by nobody but the score.
 *
 * @param half indices of the photos whose labels are seen
 */
record TaggedHalf(FocusDataset data, GroundTruth truth, Set<Integer> half, Candidates tagged, Candidates scored) {
    private static final long SEED = 20261114;

    static TaggedHalf of(FocusDataset data, Candidates all) {
        List<Integer> order = order(data, SEED);
        return of(data, all, Set.copyOf(order.subList(0, order.size() / 2)));
    }

    /** As many random divisions, each half of them once tagged and once scored. */
    static List<TaggedHalf> divisions(FocusDataset data, Candidates all, int count) {
        return halves(data, count).stream().map(half -> of(data, all, half)).toList();
    }

    /** Photos by index: the halves of as many random divisions, always the same, two and two. */
    static List<Set<Integer>> halves(FocusDataset data, int divisions) {
        List<Set<Integer>> halves = new ArrayList<>();
        for (int i = 0; i < divisions; i++) {
            List<Integer> order = order(data, SEED + i);
            int middle = order.size() / 2;
            halves.add(Set.copyOf(order.subList(0, middle)));
            halves.add(Set.copyOf(order.subList(middle, order.size())));
        }
        return halves;
    }

    private static List<Integer> order(FocusDataset data, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, data.photos().size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private static TaggedHalf of(FocusDataset data, Candidates all, Set<Integer> half) {
        return new TaggedHalf(
                data,
                new GroundTruth(data.instances()),
                half,
                all.only(half::contains),
                all.only(photo -> !half.contains(photo)));
    }

    /** What labels can be learned from. */
    List<LabelledPhoto> labelled() {
        return tagged.photos().stream()
                .map(photo -> new LabelledPhoto(photo.windows(), labels(photo)))
                .toList();
    }

    /** The same where each label is on the things that it names. */
    List<LabelledPhoto> placed() {
        return tagged.photos().stream()
                .map(photo -> new LabelledPhoto(
                        photo.windows(),
                        labels(photo),
                        Set.of(),
                        labels(photo).stream()
                                .collect(
                                        Collectors.toMap(label -> label, label -> photo.showing(boxes(photo, label))))))
                .toList();
    }

    private List<Box> boxes(GalleryPhoto photo, String label) {
        return data.instances().stream()
                .filter(instance -> instance.photo() == photo.id().value()
                        && instance.category().equals(label))
                .map(Instance::box)
                .toList();
    }

    private Set<String> labels(GalleryPhoto photo) {
        Set<String> labels = new HashSet<>();
        for (Instance instance : data.instances()) {
            if (instance.photo() == photo.id().value()) {
                labels.add(instance.category());
            }
        }
        return labels;
    }

    boolean shows(GalleryPhoto photo, String label) {
        return truth.shows((int) photo.id().value(), label);
    }

    /** Queries in scored photos of which another one is relevant. */
    List<Integer> queries() {
        return IntStream.range(0, data.queries().size())
                .filter(q -> !half.contains(data.queries().get(q).instance().photo()))
                .filter(q -> others(q).stream()
                        .anyMatch(photo -> shows(photo, data.queries().get(q).category())))
                .boxed()
                .toList();
    }

    /** Another class than a query's that its photo shows, the first by name that a tagged photo shows, too. */
    Optional<String> beside(int query) {
        FocusDataset.FocusQuery asked = data.queries().get(query);
        return data.instances().stream()
                .filter(instance -> instance.photo() == asked.instance().photo())
                .map(Instance::category)
                .filter(name -> !name.equals(asked.category()))
                .sorted()
                .filter(name -> tagged.photos().stream().anyMatch(photo -> shows(photo, name)))
                .findFirst();
    }

    /** Scored photos of other scenes than a query's. */
    List<GalleryPhoto> others(int query) {
        int photo = data.queries().get(query).instance().photo();
        int scene = data.photos().get(photo).scene();
        return scored.only(other -> data.photos().get(other).scene() != scene).photos();
    }
}
