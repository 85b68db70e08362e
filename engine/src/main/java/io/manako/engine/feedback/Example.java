package io.manako.engine.feedback;

/**
 * A photo, or a region of one, that a user judged.
 *
 * @param instances {@code float[n][D]}, L2-normalised, n ≥ 1: what the judgement may be about. One instance: this very one;
 *     several, as the windows of a photo: the one that is most like what is looked for
 * @param wanted whether more like it is wanted
 */
public record Example(float[][] instances, boolean wanted) {}
