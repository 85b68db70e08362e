package io.manako.engine.evaluation;

import io.manako.engine.prompt.Box;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.MatchBox;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ranking of photos, best first. */
record Answer(List<Ranked> order) {
    private static final float TEMPERATURE = 20;

    /**
     * @param photo its index in the set
     * @param score higher is better
     * @param place gives the box that would be shown, in pixels of the photo
     */
    record Ranked(int photo, float score, Place place) {}

    /** Found when it is asked for: few of a ranking's boxes are looked at. */
    @FunctionalInterface
    interface Place {
        Box box();
    }

    /**
     * The photos by descending score; of equal scores the earlier photo first.
     *
     * @param located descriptor that finds the place of the match, or null: the whole photo is shown
     */
    static Answer byScore(List<GalleryPhoto> photos, float[] scores, float @Nullable [] located) {
        return new Answer(IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .map(i -> {
                    GalleryPhoto photo = photos.get(i);
                    return new Ranked((int) photo.id().value(), scores[i], () -> place(photo, located));
                })
                .toList());
    }

    /** By descending score; of equal scores the first comes first. */
    static Answer sorted(Stream<Ranked> ranked) {
        return new Answer(
                ranked.sorted(Comparator.comparingDouble(one -> -one.score())).toList());
    }

    /**
     * A search's hits.
     *
     * @param thing of the query, by which a hit gets the box that it has once it was explained; null: the hits' own boxes
     */
    static Answer of(List<Hit> hits, Candidates candidates, float @Nullable [] thing) {
        return new Answer(hits.stream()
                .map(hit -> {
                    int photo = (int) hit.id().value();
                    Place place =
                            thing == null ? hit::box : () -> candidates.place(photo, hit.width(), hit.height(), thing);
                    return new Ranked(photo, hit.score(), place);
                })
                .toList());
    }

    private static Box place(GalleryPhoto photo, float @Nullable [] located) {
        return located == null
                ? new Box(0, 0, photo.width(), photo.height())
                : new MatchBox(located, TEMPERATURE).of(photo);
    }
}
