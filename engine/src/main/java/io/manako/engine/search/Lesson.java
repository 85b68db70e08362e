package io.manako.engine.search;

import io.manako.engine.prompt.Box;
import org.jspecify.annotations.Nullable;

/**
 * What a query has learned from one judgement.
 *
 * @param place the window of the photo that the judgement was taken to mean, in shares of the photo's sides from the left and the top; null for a
 *     tag
 * @param before cosine of that window, or of what the tag names, with the query as first asked
 * @param after the same with the query as it has become
 */
public record Lesson(Judgement judgement, @Nullable Box place, float before, float after) {}
