package io.manako.engine.msba;

import io.manako.engine.vector.TopK;
import io.manako.engine.vector.TopK.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attention within a batch, the query and its best photos, and propagation both ways: the query learns from its
 * neighbours in the batch (forward), each photo from its own, the query among them (backward), so that photos which
 * agree with each other rise together (method.md §5). Immutable and thread-safe.
 *
 * <p>Two members are as similar as the sum over all respects of λ times their cosine: s = looks + λ · words + …, so that what
 * is shown is handed on between photos that are written of alike, too. A neighbour's weight is its squared positive similarity
 * over the sum of those of the k nearest. It belongs to re-ranking: what it makes depends on the batch and is never stored.
 *
 * <p>Only cosines are needed and kept. What a member learns is a linear combination of members, so that the cosines after a
 * round follow from those before it: O(k · n²) a round whatever the dimension.
 *
 * @param neighbours k, of the batch, oneself left out
 * @param forward α, how much the query takes from its neighbours in a round
 * @param backward β, how much a photo takes from its neighbours in a round
 * @param rounds of propagation
 */
public record BatchAttention(int neighbours, float forward, float backward, int rounds) {
    /** The reference's: 6 neighbours, 0.6 forward, 0.4 backward, 2 rounds. A third gains no more and bends labels (docs/experiments.md). */
    public static final BatchAttention STANDARD = new BatchAttention(6, 0.6f, 0.4f, 2);

    /** Squared lengths below this are none. */
    private static final float NOTHING = 1e-12f;

    /**
     * Similarities of the photos with the query after both have learned from the batch.
     *
     * @param looks by what the members show
     * @param others further respects in which the same members are alike; they take part in the learning, and are learned,
     *     and are no part of the result
     * @return {@code float[n - 1]}, cosines of what is shown
     */
    public float[] similarities(Likeness looks, List<Likeness> others) {
        List<Likeness> respects = new ArrayList<>(List.of(looks));
        respects.addAll(others);
        for (int round = 0; round < rounds; round++) {
            List<Taught> taught = attend(respects);
            respects.replaceAll(respect -> new Likeness(respect.weight(), learned(respect.cosines(), taught)));
        }
        float[] refined = respects.getFirst().cosines()[0];
        return Arrays.copyOfRange(refined, 1, refined.length);
    }

    /** Whom a member learns from, and how much from each. */
    private record Taught(int[] from, float[] shares) {}

    private List<Taught> attend(List<Likeness> respects) {
        int n = respects.getFirst().cosines().length;
        List<Taught> taught = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            float[] similarity = new float[n];
            for (Likeness respect : respects) {
                add(similarity, respect.weight(), respect.cosines()[i]);
            }
            taught.add(nearest(similarity, i, i == 0 ? forward : backward));
        }
        return taught;
    }

    private Taught nearest(float[] similarity, int self, float share) {
        TopK top = new TopK(Math.min(neighbours, similarity.length - 1));
        for (int j = 0; j < similarity.length; j++) {
            if (j != self && similarity[j] > 0) {
                top.offer(j, similarity[j]);
            }
        }
        List<Ranked> nearest = top.drain();
        int[] from = new int[nearest.size()];
        float[] shares = new float[from.length];
        float sum = 0;
        for (int j = 0; j < from.length; j++) {
            from[j] = nearest.get(j).item();
            shares[j] = nearest.get(j).score() * nearest.get(j).score();
            sum += shares[j];
        }
        for (int j = 0; j < from.length; j++) {
            shares[j] *= share / sum;
        }
        return new Taught(from, shares);
    }

    /** Cosines of norm(self + Σ_j share_j · r_j), from those of r. */
    private static float[][] learned(float[][] cosines, List<Taught> taught) {
        float[][] learned = mixed(transposed(mixed(cosines, taught)), taught);
        int n = learned.length;
        float[] scale = new float[n];
        for (int i = 0; i < n; i++) {
            scale[i] = learned[i][i] > NOTHING ? 1 / (float) Math.sqrt(learned[i][i]) : 0;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                learned[i][j] *= scale[i] * scale[j];
            }
        }
        return learned;
    }

    /** Row i and, by their shares, the rows from which it learns. */
    private static float[][] mixed(float[][] rows, List<Taught> taught) {
        float[][] mixed = new float[rows.length][];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = rows[i].clone();
            Taught own = taught.get(i);
            for (int j = 0; j < own.from.length; j++) {
                add(mixed[i], own.shares[j], rows[own.from[j]]);
            }
        }
        return mixed;
    }

    private static float[][] transposed(float[][] rows) {
        float[][] columns = new float[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    private static void add(float[] sum, float weight, float[] addend) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * addend[i];
        }
    }
}
