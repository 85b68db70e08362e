package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.lexical.PhotoText;
import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Captions as a machine might write them, made from the annotations: of a photo's classes 40 % are left out, and for every
 * fifth of them a class that it does not show is put in, drawn from all classes alike. Always the same ones.
 */
final class NoisyCaptions {
    private static final double LEFT_OUT = 0.4;
    private static final double WRONG = 0.2;
    private static final long SEED = 14;

    private NoisyCaptions() {}

    /** One caption for each photo; its number is its index in the set. */
    static List<PhotoText> of(FocusDataset data) {
        List<String> all = data.instances().stream()
                .map(Instance::category)
                .distinct()
                .sorted()
                .toList();
        List<SortedSet<String>> shown = new ArrayList<>();
        data.photos().forEach(photo -> shown.add(new TreeSet<>()));
        data.instances().forEach(instance -> shown.get(instance.photo()).add(instance.category()));
        Random random = new Random(SEED);
        List<PhotoText> texts = new ArrayList<>();
        for (SortedSet<String> classes : shown) {
            List<String> said = new ArrayList<>();
            for (String category : classes) {
                if (random.nextDouble() >= LEFT_OUT) {
                    said.add(category);
                }
                String other = all.get(random.nextInt(all.size()));
                if (random.nextDouble() < WRONG && !classes.contains(other)) {
                    said.add(other);
                }
            }
            texts.add(new PhotoText(
                    new PhotoId(texts.size()), List.of(), List.of(), List.of(String.join(", ", said)), List.of()));
        }
        return texts;
    }
}
