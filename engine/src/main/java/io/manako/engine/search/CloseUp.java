package io.manako.engine.search;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.vit.OpenPhoto;

/**
 * The part of a query photo around its marks, encoded by itself: a thing that covers a few patches of the photo covers most
 * of them here.
 *
 * @param photo the part, encoded; closed by whoever opened it
 * @param part in pixels of the whole photo; its polarity is that of the marks that it is around
 */
public record CloseUp(OpenPhoto photo, Box part) {
    /** Longer sides than twice the shorter are widened: a network knows no thinner pictures. */
    private static final double THINNEST = 0.5;

    /** Shortest side, as a share of the photo's shorter one: what is nearer shows grain instead of things. */
    private static final double LEAST = 0.1;

    /** Whether it is around what is meant or around what is not. */
    Polarity shows() {
        return part.polarity();
    }

    /**
     * The part that a mark is seen in.
     *
     * @param mark bounds of the marks in pixels, of their polarity
     * @param zoom how many times larger than the mark, in width and height
     * @param width of the photo in pixels, as is {@code height}
     */
    static Box around(Box mark, double zoom, int width, int height) {
        double w = mark.width() * zoom;
        double h = mark.height() * zoom;
        double least = LEAST * Math.min(width, height);
        double wide = Math.min(width, Math.max(w, Math.max(least, h * THINNEST)));
        double high = Math.min(height, Math.max(h, Math.max(least, w * THINNEST)));
        double x = Math.clamp(mark.x() + (mark.width() - wide) / 2, 0, width - wide);
        double y = Math.clamp(mark.y() + (mark.height() - high) / 2, 0, height - high);
        return new Box(x, y, wide, high, mark.polarity());
    }
}
