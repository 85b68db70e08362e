package io.manako.engine.labels;

/**
 * A label that a photo may well have.
 *
 * @param probability from 0 to 1
 * @param window number of the photo's window that speaks most for it
 */
public record Suggestion(String label, float probability, int window) {}
