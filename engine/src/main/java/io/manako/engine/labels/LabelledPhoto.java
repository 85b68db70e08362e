package io.manako.engine.labels;

import io.manako.engine.vector.Int8Vectors;
import java.util.HashSet;
import java.util.Set;

/**
 * A photo that somebody labelled. One with labels is taken to be labelled to the end: every other label is absent. Of one
 * that has only labels it has not, the others are unknown.
 *
 * @param windows descriptors of its windows, L2-normalised before they were quantised
 * @param labels that it has
 * @param absent labels that it has not, as somebody said
 */
public record LabelledPhoto(Int8Vectors windows, Set<String> labels, Set<String> absent) {
    /** @throws IllegalArgumentException if a label is there and not there; the message is a sentence */
    public LabelledPhoto {
        labels = Set.copyOf(labels);
        absent = Set.copyOf(absent);
        Set<String> both = new HashSet<>(labels);
        both.retainAll(absent);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("A photo cannot have a label and not have it: " + both + ".");
        }
    }

    /** One of which nobody said what it has not. */
    public LabelledPhoto(Int8Vectors windows, Set<String> labels) {
        this(windows, labels, Set.of());
    }

    /** Whether it is known if it has a label. */
    boolean knows(String label) {
        return !labels.isEmpty() || absent.contains(label);
    }
}
