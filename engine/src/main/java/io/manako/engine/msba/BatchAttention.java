package io.manako.engine.msba;

import io.manako.engine.vector.Simd;
import io.manako.engine.vector.TopK;
import io.manako.engine.vector.TopK.Ranked;
import java.util.List;

/**
 * Attention within a batch, the query and its best photos, and propagation both ways: the query learns from its
 * neighbours in the batch (forward), each photo from its own, the query among them (backward), so that photos which
 * agree with each other rise together (method.md §5). Immutable and thread-safe.
 *
 * <p>A neighbour's weight is its squared positive similarity over the sum of those of the k nearest. It belongs to
 * re-ranking: what it makes depends on the batch and is never stored.
 *
 * @param neighbours k, of the batch, oneself left out
 * @param forward α, how much the query takes from its neighbours in a round
 * @param backward β, how much a photo takes from its neighbours in a round
 * @param rounds of propagation
 */
public record BatchAttention(int neighbours, float forward, float backward, int rounds) {
    /** The reference's: 6 neighbours, 0.6 forward, 0.4 backward, 2 rounds. */
    public static final BatchAttention STANDARD = new BatchAttention(6, 0.6f, 0.4f, 2);

    /**
     * Similarities of the photos with the query after both have learned from the batch. O(rounds · M² · D).
     *
     * @param query {@code float[D]}, L2-normalised
     * @param photos {@code float[M][D]}, L2-normalised: of each photo the window that is nearest to the query
     * @return {@code float[M]}
     */
    public float[] similarities(float[] query, float[][] photos) {
        int n = photos.length + 1;
        float[][] batch = new float[n][];
        batch[0] = query;
        System.arraycopy(photos, 0, batch, 1, photos.length);
        for (int round = 0; round < rounds; round++) {
            float[][] learned = new float[n][];
            float[][] similarity = similarities(batch);
            for (int i = 0; i < n; i++) {
                learned[i] = learn(batch, similarity[i], i, i == 0 ? forward : backward);
            }
            batch = learned;
        }
        float[] refined = new float[photos.length];
        for (int i = 0; i < refined.length; i++) {
            refined[i] = Simd.dot(batch[0], batch[i + 1]);
        }
        return refined;
    }

    private static float[][] similarities(float[][] batch) {
        int n = batch.length;
        float[][] similarity = new float[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                similarity[i][j] = similarity[j][i] = Simd.dot(batch[i], batch[j]);
            }
        }
        return similarity;
    }

    /** norm(self + share · Σ_j a_j r_j) over the nearest others. */
    private float[] learn(float[][] batch, float[] similarity, int self, float share) {
        TopK top = new TopK(Math.min(neighbours, batch.length - 1));
        for (int j = 0; j < batch.length; j++) {
            if (j != self && similarity[j] > 0) {
                top.offer(j, similarity[j]);
            }
        }
        List<Ranked> nearest = top.drain();
        float sum = 0;
        for (Ranked other : nearest) {
            sum += other.score() * other.score();
        }
        float[] learned = batch[self].clone();
        for (Ranked other : nearest) {
            float weight = share * other.score() * other.score() / sum;
            float[] from = batch[other.item()];
            for (int d = 0; d < learned.length; d++) {
                learned[d] += weight * from[d];
            }
        }
        float norm = (float) Math.sqrt(Simd.dot(learned, learned));
        for (int d = 0; d < learned.length && norm > 0; d++) {
            learned[d] /= norm;
        }
        return learned;
    }
}
