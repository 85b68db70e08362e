package io.manako.engine.train;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the weights of a moment, the running mean of the parameters, are worth.
 *
 * @param heldOut losses on views that nobody learns from; null where there are too few photos to hold any out
 * @param figures mean average precision of rows of {@code manako eval}, from 0 to 100, by their keys; empty without a set
 */
public record Judgement(@Nullable Losses heldOut, Map<String, Double> figures) {}
