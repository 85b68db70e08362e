package io.manako.engine.evaluation;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.geometry.Keypoints;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.MatchPlace;
import io.manako.engine.vector.Int8Vectors;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Photos that can be found. The id of a photo is its index in the set.
 *
 * @param patches of every photo of the set by its index, those that are no candidates included
 * @param patchMean {@code float[D]}: mean of all patch tokens of all photos of the set
 */
record Candidates(List<GalleryPhoto> photos, List<Patches> patches, float[] patchMean) {
    /**
     * What is left of a photo after it was encoded.
     *
     * @param tokens its patch tokens, as {@link MatchPlace#standingOut}
     * @param keypoints its local features, found when they are first asked for
     */
    record Patches(PatchGrid grid, Int8Vectors tokens, Supplier<Keypoints> keypoints) {}

    Candidates {
        photos = List.copyOf(photos);
        patches = List.copyOf(patches);
    }

    /** Those whose index passes. */
    Candidates only(IntPredicate index) {
        return new Candidates(
                photos.stream()
                        .filter(photo -> index.test((int) photo.id().value()))
                        .toList(),
                patches,
                patchMean);
    }

    Candidates changed(UnaryOperator<GalleryPhoto> change) {
        return new Candidates(photos.stream().map(change).toList(), patches, patchMean);
    }

    /** Where a marked box of the query photo comes to lie. */
    Box placeOf(int photo, Agreement agreement, Box marked) {
        GalleryPhoto shown = photos.stream()
                .filter(candidate -> candidate.id().value() == photo)
                .findFirst()
                .orElseThrow();
        return agreement.place(marked, shown.width(), shown.height());
    }

    /** The box that an explained hit shows, in pixels of its photo. */
    Box place(int photo, int width, int height, float[] thing) {
        Patches seen = patches.get(photo);
        float[] similarities = new float[seen.tokens().count()];
        seen.tokens().dots(thing, similarities);
        return MatchPlace.of(similarities, seen.grid(), width, height);
    }
}
