package io.manako.engine.feedback;

import io.manako.engine.vector.Simd;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What several photos have in common, where it is not known in which of its windows each of them shows it: multiple-instance
 * learning by means, in turn of the windows chosen and of the choice (k-means with one cluster). Pure functions.
 */
public final class Prototype {
    private static final int PASSES = 3;

    private Prototype() {}

    /**
     * The mean of the windows, one of each photo, that are most like each other. Photos of which the window is known lead the
     * choice in the others; without any the mean of all windows does.
     *
     * @param photos {@code float[n][D]} of each photo, L2-normalised; of one whose window is known that one alone, n = 1
     * @return {@code float[D]}, L2-normalised; empty without photos, or where they cancel each other
     */
    public static Optional<float[]> of(List<float[][]> photos) {
        List<float[]> known = photos.stream()
                .filter(windows -> windows.length == 1)
                .map(windows -> windows[0])
                .toList();
        Optional<float[]> common =
                mean(known.isEmpty() ? photos.stream().flatMap(Arrays::stream).toList() : known);
        for (int pass = 0; pass < PASSES && common.isPresent(); pass++) {
            float[] now = common.get();
            common = mean(photos.stream()
                    .map(windows -> windows[Nearest.of(now, windows)])
                    .toList());
        }
        return common;
    }

    private static Optional<float[]> mean(List<float[]> vectors) {
        if (vectors.isEmpty()) {
            return Optional.empty();
        }
        float[] sum = new float[vectors.getFirst().length];
        for (float[] vector : vectors) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        float norm = (float) Math.sqrt(Simd.dot(sum, sum));
        if (!(norm > 1e-6f)) {
            return Optional.empty();
        }
        for (int d = 0; d < sum.length; d++) {
            sum[d] /= norm;
        }
        return Optional.of(sum);
    }
}
