package io.manako.engine.lexical;

/**
 * A word of a text, as it is written there.
 *
 * @param found false where it is taken out
 */
public record TextWord(String text, boolean found) {}
