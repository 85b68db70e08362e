package io.manako.engine.search;

import io.manako.engine.lexical.WordMatch;
import org.jspecify.annotations.Nullable;

/**
 * How a hit came to its rank where words were asked for.
 *
 * @param score by which the hits are ranked: weighted reciprocal ranks, or that of the words alone where nothing else was
 *     asked for
 * @param lookRank rank by what the photos show, from 1; 0 where that was not asked for
 * @param words what was found of the words, or null for nothing
 */
public record Blend(float score, int lookRank, @Nullable WordMatch words) {}
