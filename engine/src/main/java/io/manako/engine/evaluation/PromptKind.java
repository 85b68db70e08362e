package io.manako.engine.evaluation;

/** How the benchmark marks an instance. */
public enum PromptKind {
    BOX("box"),
    MASK("mask"),
    /** A click at the inmost pixel of the mask. */
    POINT("point");

    private final String key;

    PromptKind(String key) {
        this.key = key;
    }

    /** Name in tables and JSON. */
    public String key() {
        return key;
    }
}
