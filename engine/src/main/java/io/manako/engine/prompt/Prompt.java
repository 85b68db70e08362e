package io.manako.engine.prompt;

/**
 * A mark on a photo, in photo pixels after EXIF rotation (x to the right, y down, origin at the top left corner).
 * Positive marks unite; negative ones say what is not meant.
 */
public sealed interface Prompt permits Point, Box, Mask {
    Polarity polarity();

    /** The same mark with another meaning. */
    Prompt as(Polarity other);

    /** A coordinate as it is said to a user: whole numbers without a point, none with hundreds of digits. */
    static String text(double coordinate) {
        boolean whole = coordinate == Math.rint(coordinate) && Math.abs(coordinate) < 1e9;
        return whole ? String.valueOf((long) coordinate) : String.valueOf(coordinate);
    }
}
