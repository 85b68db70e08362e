package io.manako.engine.evaluation;

import java.util.function.Function;

/**
 * A row of a report: what becomes of a marked photo, and how photos are ranked by it. Asking needs the open photo and
 * happens in the one pass over the photos; ranking comes when all of them are described.
 */
record Method(String key, Function<MarkedPhoto, Asked> ask) {
    /** A question that waits for the gallery. Thread-safe. */
    @FunctionalInterface
    interface Asked {
        Answer rank(Candidates candidates);
    }
}
