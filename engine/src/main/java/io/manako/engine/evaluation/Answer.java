package io.manako.engine.evaluation;

import io.manako.engine.prompt.Box;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.MatchBox;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ranking of the gallery.
 *
 * @param order of the gallery, best first
 * @param located descriptor that finds the place of the match, or null: the whole photo is shown
 */
record Answer(List<GalleryPhoto> order, float @Nullable [] located) {
    private static final float TEMPERATURE = 20;

    /** The photos by descending score; of equal scores the earlier photo first. */
    static Answer byScore(List<GalleryPhoto> photos, float[] scores, float @Nullable [] located) {
        List<GalleryPhoto> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .map(photos::get)
                .toList();
        return new Answer(order, located);
    }

    Box boxIn(GalleryPhoto photo) {
        return located == null
                ? new Box(0, 0, photo.width(), photo.height())
                : MatchBox.of(photo, located, TEMPERATURE);
    }
}
