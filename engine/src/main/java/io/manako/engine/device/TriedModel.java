package io.manako.engine.device;

import org.jspecify.annotations.Nullable;

/**
 * How a model is opened, so that another process can.
 *
 * @param name of a model of the catalogue or a weights file, null for the embedded one
 * @param stretch whether photos are stretched to a square
 * @param side side in pixels of the square, 0: what suits the model
 */
public record TriedModel(@Nullable String name, boolean stretch, int side) {}
