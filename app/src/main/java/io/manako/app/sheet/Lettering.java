package io.manako.app.sheet;

import java.awt.Graphics2D;

/** How text gets onto a sheet. The colour is the graphics' own. */
interface Lettering {
    /** A size in pixels and a weight. */
    enum Style {
        TITLE(24, true),
        HEADING(16, true),
        TEXT(15, false),
        SMALL(12, false);

        final int size;
        final boolean bold;

        Style(int size, boolean bold) {
            this.size = size;
            this.bold = bold;
        }
    }

    void draw(Graphics2D g, String text, int x, int baseline, Style style);

    int width(String text, Style style);

    /** Whether every letter of a text has a shape here. */
    boolean shows(String text);

    /**
     * The system's letters, or {@link DotLetters} on a machine without fonts or without fontconfig, where AWT throws one
     * of several errors as soon as text is measured.
     */
    static Lettering best() {
        try {
            Lettering system = new SystemLetters();
            return system.width("Manako", Style.TEXT) > 0 ? system : new DotLetters();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return new DotLetters();
        }
    }

    /** The text, or its two ends around an ellipsis where it is too long: the end of a file name tells as much. */
    default String shorten(String text, int width, Style style) {
        if (width(text, style) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        for (int kept = points.length - 1; kept > 1; kept--) {
            int tail = kept * 2 / 5;
            String shorter = new String(points, 0, kept - tail) + "…" + new String(points, points.length - tail, tail);
            if (width(shorter, style) <= width) {
                return shorter;
            }
        }
        return "…";
    }

    /** Draws a text, {@link #shorten}ed to the room that there is. */
    default void drawShortened(Graphics2D g, String text, int x, int baseline, int room, Style style) {
        draw(g, shorten(text, room, style), x, baseline, style);
    }

    default void drawCentred(Graphics2D g, String text, int middle, int baseline, Style style) {
        draw(g, text, middle - width(text, style) / 2, baseline, style);
    }

    default void drawRight(Graphics2D g, String text, int right, int baseline, Style style) {
        draw(g, text, right - width(text, style), baseline, style);
    }
}
