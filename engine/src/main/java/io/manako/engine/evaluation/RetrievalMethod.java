package io.manako.engine.evaluation;

/** The rows of the benchmark: what is compared with what (method.md §10). */
public enum RetrievalMethod {
    /** Any order. */
    RANDOM("random"),
    /** CLS of the query photo with CLS of the gallery photo: a search that knows no region. */
    WHOLE("whole"),
    /** CLS of the marked box, 1.3 times as wide and high, cut out and encoded again: what other programs do. */
    CROP("crop"),
    /** Mean of the marked patch tokens, less the mean of the gallery's, with CLS. */
    PATCHES("patches"),
    /** CLS with gated heads and no bias, with CLS. */
    PHS("phs"),
    /** The prompt's focus token with CLS. */
    FOCUS("focus"),
    /** The prompt's focus token with the photo's windows, log-sum-exp with temperature 20. */
    WINDOWS("windows"),
    /** The same, and the best 200 ranked anew by batch attention. */
    BATCH("batch"),
    /** Sum of what the focus token and the crop say of the windows. */
    CROP_WINDOWS("crop+windows"),
    /** As batch, with the sum of the focus token and the crop as the query. */
    CROP_BATCH("crop+batch"),
    /** What the desktop does. */
    DEFAULT("default");

    private final String key;

    RetrievalMethod(String key) {
        this.key = key;
    }

    /** Name in tables and JSON. */
    public String key() {
        return key;
    }
}
