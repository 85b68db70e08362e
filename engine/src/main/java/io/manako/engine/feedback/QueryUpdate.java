package io.manako.engine.feedback;

import java.util.List;

/** How a query learns from examples. Pure functions. */
public interface QueryUpdate {
    /** What measured best over models and kinds of prompts (docs/evaluation.md). */
    QueryUpdate STANDARD = new Rocchio(2, 0.5f, 2, 2);

    /**
     * The new query.
     *
     * @param query {@code float[D]}, L2-normalised: the first query, whatever was learned before
     * @param examples all that were judged since, in any order; none: the query stays as it is
     * @return {@code float[D]}, L2-normalised
     */
    float[] update(float[] query, List<Example> examples);
}
