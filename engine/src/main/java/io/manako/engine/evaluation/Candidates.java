package io.manako.engine.evaluation;

import io.manako.engine.search.GalleryPhoto;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Photos that can be found. The id of a photo is its index in the set.
 *
 * @param patchMean {@code float[D]}: mean of all patch tokens of all photos of the set
 */
record Candidates(List<GalleryPhoto> photos, float[] patchMean) {
    Candidates {
        photos = List.copyOf(photos);
    }

    /** Those whose index passes. */
    Candidates only(IntPredicate index) {
        return new Candidates(
                photos.stream()
                        .filter(photo -> index.test((int) photo.id().value()))
                        .toList(),
                patchMean);
    }

    Candidates changed(UnaryOperator<GalleryPhoto> change) {
        return new Candidates(photos.stream().map(change).toList(), patchMean);
    }
}
