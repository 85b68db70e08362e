package io.manako.app.results;

import io.manako.app.gallery.Pictures;
import io.manako.engine.search.Explanation;
import javafx.scene.image.Image;

/**
 * Why a hit matched, ready to be drawn: a tile that is scrolled back, or gets another place, has nothing to compute.
 *
 * @param heat attention of the winning window, to lay over the photo
 */
public record Explained(Explanation explanation, Image heat) {
    /** Colours the attention, a millisecond or more: keep it off the UI thread. */
    static Explained of(Explanation explanation) {
        return new Explained(explanation, Pictures.heat(explanation.grid(), explanation.attention()));
    }
}
