package io.manako.engine.search;

import io.manako.engine.feedback.Example;
import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.vector.Simd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a query becomes by what was said.
 *
 * @param descriptor {@code float[D]}, L2-normalised
 * @param lessons in the order of the judgements; of photos and tags that are not there any more there are none
 */
public record Learned(float[] descriptor, List<Lesson> lessons) {
    /**
     * A judgement from which something can be learned.
     *
     * @param places of the instances, empty for a tag
     */
    private record Source(Judgement judgement, float[][] instances, List<Box> places) {}

    /**
     * Learns. Of a photo the window that was meant, or else all of them, are an example; what the photos with a tag have in
     * common is one, too, however many they are.
     *
     * @param descriptor {@code float[D]} of the first query
     * @param judgements of photos of the gallery and of tags; others are passed over
     * @param photos by ascending id
     */
    public static Learned from(
            float[] descriptor,
            List<Judgement> judgements,
            List<GalleryPhoto> photos,
            SideInformation.Tagging tagging,
            QueryUpdate update) {
        List<Source> sources = judgements.stream()
                .flatMap(judgement -> source(judgement, photos, tagging).stream())
                .toList();
        if (sources.isEmpty()) {
            return new Learned(descriptor, List.of());
        }
        QueryUpdate.Updated updated = update.update(
                descriptor,
                sources.stream()
                        .map(source -> new Example(
                                source.instances(), source.judgement().wanted()))
                        .toList());
        List<Lesson> lessons = new ArrayList<>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            int meant = updated.meant().get(i);
            float[] instance = source.instances()[meant];
            lessons.add(new Lesson(
                    source.judgement(),
                    source.places().isEmpty() ? null : source.places().get(meant),
                    Simd.dot(descriptor, instance),
                    Simd.dot(updated.query(), instance)));
        }
        return new Learned(updated.query(), List.copyOf(lessons));
    }

    private static Box share(Box place, GalleryPhoto photo) {
        return new Box(
                place.x() / photo.width(),
                place.y() / photo.height(),
                place.width() / photo.width(),
                place.height() / photo.height());
    }

    private static Optional<Source> source(
            Judgement judgement, List<GalleryPhoto> photos, SideInformation.Tagging tagging) {
        return switch (judgement) {
            case Judgement.OfPhoto(PhotoId id, boolean wanted, @Nullable Box region) ->
                Gallery.find(photos, id)
                        .map(photo -> new Source(
                                judgement,
                                photo.instances(region),
                                photo.places(region).stream()
                                        .map(place -> share(place, photo))
                                        .toList()));
            case Judgement.OfTag(String tag, boolean wanted) ->
                tagging.of(tag).map(common -> new Source(judgement, new float[][] {common}, List.of()));
        };
    }
}
