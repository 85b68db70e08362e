package io.manako.engine.prompt;

/** Whether a mark says "this" or "not this". */
public enum Polarity {
    POSITIVE,
    NEGATIVE
}
