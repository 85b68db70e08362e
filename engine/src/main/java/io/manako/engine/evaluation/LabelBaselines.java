package io.manako.engine.evaluation;

import io.manako.engine.labels.BagClassifier;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.vector.Simd;
import io.manako.engine.vector.TopK;
import io.manako.engine.vector.TopK.Ranked;
import java.util.List;

/**
 * What other programs would suggest labels by: the whole photo's descriptor alone.
 *
 * @param tagged photos whose labels are known
 */
record LabelBaselines(List<GalleryPhoto> tagged, GroundTruth truth) {
    /** The best of 5, 10, 20 and all for either model. */
    private static final int NEIGHBOURS = 20;

    /** The best of 0.03 to 3 for either model. */
    private static final double DECAY = 0.3;

    /** Log odds by logistic regression. */
    float[] linear(String label, List<GalleryPhoto> photos) {
        boolean[] present = new boolean[tagged.size()];
        for (int i = 0; i < present.length; i++) {
            present[i] = has(tagged.get(i), label);
        }
        float[][][] bags = tagged.stream().map(LabelBaselines::bag).toArray(float[][][]::new);
        BagClassifier classifier = BagClassifier.fit(bags, present, DECAY);
        float[] logits = new float[photos.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = classifier.logit(bag(photos.get(i)));
        }
        return logits;
    }

    /** Share of the nearest neighbours that have the label, weighted by their similarity. */
    float[] neighbours(String label, List<GalleryPhoto> photos) {
        float[] shares = new float[photos.size()];
        for (int i = 0; i < shares.length; i++) {
            TopK nearest = new TopK(Math.min(NEIGHBOURS, tagged.size()));
            for (int j = 0; j < tagged.size(); j++) {
                nearest.offer(j, Simd.dot(photos.get(i).global(), tagged.get(j).global()));
            }
            float sum = 0;
            for (Ranked neighbour : nearest.drain()) {
                float weight = Math.max(0, neighbour.score());
                sum += weight;
                shares[i] += has(tagged.get(neighbour.item()), label) ? weight : 0;
            }
            shares[i] /= Math.max(sum, Float.MIN_NORMAL);
        }
        return shares;
    }

    private boolean has(GalleryPhoto photo, String label) {
        return truth.shows((int) photo.id().value(), label);
    }

    private static float[][] bag(GalleryPhoto photo) {
        return new float[][] {photo.global()};
    }
}
