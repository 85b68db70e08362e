package io.manako.engine.msba;

import io.manako.engine.vector.Simd;

/**
 * How alike the members of a batch are in one respect: by what they show, or by what is written of them.
 *
 * @param weight λ of this respect in the similarity of two members
 * @param cosines {@code float[n][n]}, symmetric, the query first; all zeros for a member of which nothing is known
 */
public record Likeness(float weight, float[][] cosines) {
    /**
     * By what is shown, with a weight of 1.
     *
     * @param query {@code float[D]}, L2-normalised
     * @param photos {@code float[n - 1][D]}, L2-normalised
     */
    public static Likeness of(float[] query, float[][] photos) {
        int n = photos.length + 1;
        float[][] cosines = new float[n][n];
        for (int i = 0; i < n; i++) {
            float[] one = i == 0 ? query : photos[i - 1];
            for (int j = 0; j <= i; j++) {
                cosines[i][j] = Simd.dot(one, j == 0 ? query : photos[j - 1]);
                cosines[j][i] = cosines[i][j];
            }
        }
        return new Likeness(1, cosines);
    }
}
