package io.manako.engine;

import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.search.SearchResult;

/**
 * A search for the very same thing.
 *
 * @param result hits that show it first, each with {@link io.manako.engine.search.Hit#same}; then the others as they were
 * @param features local features of what is marked
 * @param looked photos that were looked at; none where the mark has too few features
 * @param same of them those that show it
 */
public record SameThingResult(SearchResult result, int features, int looked, int same) {
    /** Whether what is marked is too small, smooth or blurred to be known again. */
    public boolean isFeatureless() {
        return features < GeometricVerifier.CERTAIN;
    }
}
