package io.manako.engine.feedback;

import java.util.List;

/** How a query learns from examples. Pure functions. */
public interface QueryUpdate {
    /** What measured best over models and kinds of prompts (docs/evaluation.md). */
    QueryUpdate STANDARD = new Rocchio(2, 1, 2, 2);

    /**
     * A query as it has become.
     *
     * @param query {@code float[D]}, L2-normalised
     * @param meant of each example the number of the instance that it was taken to mean
     */
    record Updated(float[] query, List<Integer> meant) {}

    /**
     * The new query.
     *
     * @param query {@code float[D]}, L2-normalised: the first query, whatever was learned before
     * @param examples all that were judged since, in any order; none: the query stays as it is
     */
    Updated update(float[] query, List<Example> examples);
}
