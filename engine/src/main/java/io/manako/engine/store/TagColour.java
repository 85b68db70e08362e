package io.manako.engine.store;

/**
 * Colours of tags: those of Okabe and Ito, which people who tell few colours apart tell apart, too, and grey. The catalogue
 * stores the ordinal.
 */
public enum TagColour {
    ORANGE,
    SKY,
    GREEN,
    YELLOW,
    BLUE,
    VERMILION,
    PURPLE,
    GREY
}
