package io.manako.engine.labels;

import io.manako.engine.vector.Int8Vectors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A photo that somebody labelled. One with labels is taken to be labelled to the end: every other label is absent. Of one
 * that has only labels it has not, the others are unknown.
 *
 * @param windows descriptors of its windows, L2-normalised before they were quantised
 * @param labels that it has
 * @param absent labels that it has not, as somebody said
 * @param places of labels of which it is known where that is which they name: the windows that show it, ascending
 */
public record LabelledPhoto(
        Int8Vectors windows, Set<String> labels, Set<String> absent, Map<String, List<Integer>> places) {
    /**
     * @throws IllegalArgumentException if a label is there and not there, or a place is none or that of a label that is not
     *     there; the message is a sentence
     */
    public LabelledPhoto {
        labels = Set.copyOf(labels);
        absent = Set.copyOf(absent);
        places = Map.copyOf(places);
        Set<String> both = new HashSet<>(labels);
        both.retainAll(absent);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("A photo cannot have a label and not have it: " + both + ".");
        }
        if (!labels.containsAll(places.keySet()) || places.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("Only what a photo has is somewhere in it: " + places + ".");
        }
    }

    /** One of which nobody said where what it has is. */
    public LabelledPhoto(Int8Vectors windows, Set<String> labels, Set<String> absent) {
        this(windows, labels, absent, Map.of());
    }

    /** One of which nobody said what it has not, nor where what it has is. */
    public LabelledPhoto(Int8Vectors windows, Set<String> labels) {
        this(windows, labels, Set.of(), Map.of());
    }

    /** Whether it is known if it has a label. */
    boolean knows(String label) {
        return !labels.isEmpty() || absent.contains(label);
    }
}
