package io.manako.engine.labels;

import io.manako.engine.vector.Int8Vectors;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Labels as they were learned from a user's photos. Immutable and thread-safe. */
public final class LabelModel {
    /** Sharpness of {@link #weights}. */
    private static final float SHARPNESS = 2;

    /**
     * Standard deviations of evidence above which a label is more probable than none. Without it a library with a few labels
     * would call everything by one of them, which cost eight points (docs/evaluation.md).
     */
    private static final float NONE_OF_THEM = 2.5f;

    private final List<LearnedLabel> learned;

    LabelModel(List<LearnedLabel> learned) {
        this.learned = List.copyOf(learned);
    }

    /** The labels that were learned, in the order of every array of this model. */
    public List<String> labels() {
        return learned.stream().map(LearnedLabel::label).toList();
    }

    /** D of the descriptors that the labels were learned from. */
    int dimension() {
        return learned.getFirst().classifier().weights().length;
    }

    /** In the order of {@link #labels}; not empty. */
    List<LearnedLabel> learned() {
        return learned;
    }

    /** A model of one label of this one, or empty if it was not learned. As if it alone had been learned: each label is. */
    public Optional<LabelModel> only(String label) {
        return learned.stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .map(one -> new LabelModel(List.of(one)));
    }

    /** Labels of a photo, the most probable first. */
    public List<Suggestion> suggest(Int8Vectors windows) {
        float[][] bag = LabelTraining.bag(windows);
        return learned.stream()
                .map(label -> new Suggestion(
                        label.label(),
                        (float) BagClassifier.sigmoid(label.classifier().logit(bag)),
                        windows.nearest(label.classifier().weights())))
                .sorted(Comparator.comparingDouble(suggestion -> -suggestion.probability()))
                .toList();
    }

    /** The label-aware descriptor of a photo, {@code float[labels]}: what it shows more of than most, in standard deviations. */
    public float[] describe(Int8Vectors windows) {
        float[][] bag = LabelTraining.bag(windows);
        float[] described = new float[learned.size()];
        for (int i = 0; i < described.length; i++) {
            described[i] = learned.get(i).ofPhoto(bag);
        }
        return described;
    }

    /**
     * What a region may be called, {@code float[labels]}: a softmax over the labels and "none of them", which is left out, so
     * that the sum is near 0 for a thing that has no label yet and near 1 for one that has. The dot product with a photo's
     * {@linkplain #describe descriptor} ranks photos by what the region is called.
     *
     * @param region {@code float[D]}, L2-normalised: the descriptor of a query or a window
     */
    public float[] weights(float[] region) {
        float[] weights = new float[learned.size()];
        float largest = SHARPNESS * NONE_OF_THEM;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = SHARPNESS * learned.get(i).ofRegion(region);
            largest = Math.max(largest, weights[i]);
        }
        float sum = (float) Math.exp(SHARPNESS * NONE_OF_THEM - largest);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.exp(weights[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
