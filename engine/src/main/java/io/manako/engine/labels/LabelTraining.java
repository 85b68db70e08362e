package io.manako.engine.labels;

import io.manako.engine.labels.BagClassifier.Bag;
import io.manako.engine.labels.LearnedLabel.Spread;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns labels from labelled photos, each by itself: a {@link BagClassifier} over the photos' windows, of a photo of which it is
 * known where the label's thing is, over those that show it. A transformer over
 * windows and labels was measured and suggests worse after 150 photos (docs/adr/0014-labels-by-bags.md).
 */
public final class LabelTraining {
    /** Photos that must have a label before it is learned. */
    public static final int LEAST_EXAMPLES = 3;

    private static final double DECAY = 0.1;

    private LabelTraining() {}

    /**
     * Learns every label that enough photos have and some have not; the others are left out. Uses all cores; the same photos
     * give the same model.
     *
     * @throws LabelException if no label can be learned
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static LabelModel train(List<LabelledPhoto> photos, ProgressListener listener, CancellationToken token)
            throws LabelException {
        return train(photos, null, listener, token);
    }

    /**
     * Learns one label, or every label.
     *
     * @param only the one label to learn, or null for all
     * @throws LabelException if it, or none, can be learned
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static LabelModel train(
            List<LabelledPhoto> photos, @Nullable String only, ProgressListener listener, CancellationToken token)
            throws LabelException {
        Map<String, Integer> counts = new TreeMap<>();
        photos.forEach(photo -> photo.labels().forEach(label -> counts.merge(label, 1, Integer::sum)));
        List<String> labels = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_EXAMPLES)
                .map(Map.Entry::getKey)
                .filter(label -> only == null || label.equals(only))
                .filter(label -> photos.stream()
                        .anyMatch(photo -> photo.knows(label) && !photo.labels().contains(label)))
                .toList();
        if (labels.isEmpty()) {
            throw only == null
                    ? LabelException.ofAll(counts)
                    : LabelException.ofOne(only, counts.getOrDefault(only, 0));
        }
        float[][][] bags = photos.stream().map(photo -> bag(photo.windows())).toArray(float[][][]::new);
        AtomicInteger done = new AtomicInteger();
        List<LearnedLabel> learned = labels.parallelStream()
                .map(label -> {
                    token.throwIfCancelled();
                    LearnedLabel one = learn(label, photos, bags);
                    synchronized (listener) {
                        listener.onProgress(Progress.of("labels.learn", done.incrementAndGet(), labels.size()));
                    }
                    return one;
                })
                .toList();
        return new LabelModel(learned);
    }

    private static LearnedLabel learn(String label, List<LabelledPhoto> photos, float[][][] all) {
        int[] known = IntStream.range(0, photos.size())
                .filter(i -> photos.get(i).knows(label))
                .toArray();
        float[][][] bags = new float[known.length][][];
        List<Bag> shown = new ArrayList<>();
        boolean[] present = new boolean[known.length];
        for (int i = 0; i < known.length; i++) {
            LabelledPhoto photo = photos.get(known[i]);
            bags[i] = all[known[i]];
            present[i] = photo.labels().contains(label);
            List<Integer> places = photo.places().get(label);
            shown.add(places == null ? new Bag(bags[i]) : at(places, bags[i]));
        }
        BagClassifier classifier = BagClassifier.fit(shown, present, DECAY);
        float[] logits = new float[bags.length];
        float[] evidence = new float[bags.length * bags[0].length];
        int at = 0;
        for (int i = 0; i < bags.length; i++) {
            logits[i] = classifier.logit(bags[i]);
            float[] own = classifier.evidence(bags[i]);
            if (at + own.length > evidence.length) {
                evidence = Arrays.copyOf(evidence, 2 * (at + own.length));
            }
            System.arraycopy(own, 0, evidence, at, own.length);
            at += own.length;
        }
        return new LearnedLabel(label, classifier, Spread.of(logits), Spread.of(Arrays.copyOf(evidence, at)));
    }

    private static Bag at(List<Integer> places, float[][] bag) {
        return new Bag(places.stream().map(place -> bag[place]).toArray(float[][]::new), bag.length);
    }

    /** A photo's windows in floats, {@code float[W][D]}. */
    static float[][] bag(Int8Vectors windows) {
        float[][] bag = new float[windows.count()][];
        for (int w = 0; w < bag.length; w++) {
            bag[w] = windows.vector(w);
        }
        return bag;
    }
}
