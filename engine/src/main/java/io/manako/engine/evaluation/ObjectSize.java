package io.manako.engine.evaluation;

/** Marked things by the share of the photo that their box covers. */
public enum ObjectSize {
    /** Under 5 %. */
    SMALL("small"),
    /** From 5 to 20 %. */
    MEDIUM("medium"),
    /** Above 20 %. */
    LARGE("large");

    private final String key;

    ObjectSize(String key) {
        this.key = key;
    }

    /** Name in tables and JSON. */
    public String key() {
        return key;
    }

    /** The size of a box that covers a share of its photo, from 0 to 1. */
    static ObjectSize of(double areaShare) {
        if (areaShare < 0.05) {
            return SMALL;
        }
        return areaShare <= 0.2 ? MEDIUM : LARGE;
    }
}
