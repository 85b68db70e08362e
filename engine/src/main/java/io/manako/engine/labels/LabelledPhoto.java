package io.manako.engine.labels;

import io.manako.engine.vector.Int8Vectors;
import java.util.Set;

/**
 * A photo that somebody labelled.
 *
 * @param windows descriptors of its windows, L2-normalised before they were quantised
 * @param labels that it has; every label that it has not is taken to be absent
 */
public record LabelledPhoto(Int8Vectors windows, Set<String> labels) {
    public LabelledPhoto {
        labels = Set.copyOf(labels);
    }
}
