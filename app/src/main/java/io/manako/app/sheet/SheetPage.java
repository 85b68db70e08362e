package io.manako.app.sheet;

import io.manako.engine.photo.Raster;
import java.util.List;

/**
 * A page of a sheet.
 *
 * @param picture all of it, letters too
 * @param lines the text in the picture, for those who search or hear it
 */
public record SheetPage(Raster picture, List<Line> lines) {
    public SheetPage {
        lines = List.copyOf(lines);
    }

    /**
     * A line of text.
     *
     * @param text whole, even where the picture shows a shortened one
     * @param x left end, in pixels of the picture, like all below
     * @param baseline from the top
     * @param width of what is shown
     * @param size of the letters
     */
    public record Line(String text, int x, int baseline, int width, int size) {}
}
