package io.manako.engine.labels;

import io.manako.engine.vector.Simd;

/**
 * A label as it was learned.
 *
 * @param classifier of windows
 * @param photos logits of the photos that it was learned from: their mean and standard deviation
 * @param windows evidence of those photos' windows: its mean and standard deviation
 */
record LearnedLabel(String label, BagClassifier classifier, Spread photos, Spread windows) {
    /** Mean and standard deviation of a quantity. */
    record Spread(float mean, float deviation) {
        private static final double LEAST = 1e-6;

        static Spread of(float[] values) {
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += (double) value * value;
            }
            double mean = sum / values.length;
            double variance = squares / values.length - mean * mean;
            return new Spread((float) mean, (float) Math.sqrt(Math.max(LEAST, variance)));
        }

        float standard(float value) {
            return (value - mean) / deviation;
        }
    }

    /** How much more than most windows a region {@code float[D]} speaks for the label, in standard deviations. */
    float ofRegion(float[] region) {
        return windows.standard(Simd.dot(classifier.weights(), region));
    }

    /** How much more than most photos a photo's windows {@code float[n][D]} speak for the label, in standard deviations. */
    float ofPhoto(float[][] windows) {
        return photos.standard(classifier.logit(windows));
    }
}
