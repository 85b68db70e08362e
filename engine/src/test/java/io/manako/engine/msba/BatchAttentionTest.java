package io.manako.engine.msba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values worked out by hand, and a plain implementation over vectors beside the one over cosines. */
class BatchAttentionTest {
    private static final Offset<Float> EXACT = within(1e-5f);
    private static final float[] QUERY = {1, 0};

    @Test
    void bothSidesLearnFromTheirNearest() {
        // The query and the first photo learn from each other and become one: (1.8, 0.6), normalised. The second photo
        // learns from the first: (0.8, 1.6), normalised.
        float[] refined = similarities(new BatchAttention(1, 1, 1, 1), QUERY, new float[][] {{0.8f, 0.6f}, {0, 1}});
        assertThat(refined).containsExactly(new float[] {1, (float) Math.sqrt(0.5)}, EXACT);
    }

    @Test
    void neighboursWeighBySquaredSimilarity() {
        // The query takes from (0.8, 0.6) and (0.6, 0.8) by 0.64 and 0.36; the photos take nothing.
        float[] refined =
                similarities(new BatchAttention(2, 1, 0, 1), QUERY, new float[][] {{0.8f, 0.6f}, {0.6f, 0.8f}});
        float x = 1 + 0.64f * 0.8f + 0.36f * 0.6f;
        float y = 0.64f * 0.6f + 0.36f * 0.8f;
        float norm = (float) Math.hypot(x, y);
        assertThat(refined)
                .containsExactly(new float[] {(0.8f * x + 0.6f * y) / norm, (0.6f * x + 0.8f * y) / norm}, EXACT);
    }

    @Test
    void whatIsUnlikeTeachesNothing() {
        assertThat(similarities(BatchAttention.STANDARD, QUERY, new float[][] {{-1, 0}}))
                .containsExactly(-1);
        assertThat(similarities(BatchAttention.STANDARD, QUERY, new float[0][])).isEmpty();
    }

    @Test
    void withoutRoundsNothingChanges() {
        float[] refined = similarities(new BatchAttention(6, 1, 1, 0), QUERY, new float[][] {{0.6f, 0.8f}, {0, 1}});
        assertThat(refined).containsExactly(0.6f, 0);
    }

    @Test
    void cosinesAreThoseOfVectorsThatLearned() {
        Random random = new Random(7);
        float[][] looks = new float[30][];
        float[][] words = new float[looks.length][];
        for (int i = 0; i < looks.length; i++) {
            looks[i] = vector(random, 24);
            // Of every third nothing is written.
            words[i] = i % 3 == 0 ? new float[9] : vector(random, 9);
        }
        BatchAttention attention = new BatchAttention(4, 0.6f, 0.4f, 3);
        float[] refined = attention.similarities(
                Likeness.of(looks[0], Arrays.copyOfRange(looks, 1, looks.length)),
                List.of(new Likeness(
                        0.7f,
                        Likeness.of(words[0], Arrays.copyOfRange(words, 1, words.length))
                                .cosines())));

        float[] expected = overVectors(attention, looks, words, 0.7f);

        assertThat(refined).hasSize(looks.length - 1);
        for (int i = 0; i < refined.length; i++) {
            assertThat(refined[i]).as("photo %d", i).isCloseTo(expected[i], within(1e-4f));
        }
        assertThat(refined).isNotEqualTo(similarities(attention, looks[0], Arrays.copyOfRange(looks, 1, looks.length)));
    }

    @Test
    void whatIsWrittenAlikeIsShownAlike() {
        // By looks the second photo has nothing to do with the query; it is written of as the first is, which does.
        float[][] photos = {{0.8f, 0.6f}, {-0.6f, 0.8f}};
        float[] alone = similarities(BatchAttention.STANDARD, QUERY, photos);
        float[][] words = {{0, 0, 0}, {0, 1, 1}, {0, 1, 1}};
        float[] told =
                BatchAttention.STANDARD.similarities(Likeness.of(QUERY, photos), List.of(new Likeness(1, words)));
        assertThat(told[1]).isGreaterThan(alone[1] + 0.1f);
    }

    private static float[] similarities(BatchAttention attention, float[] query, float[][] photos) {
        return attention.similarities(Likeness.of(query, photos), List.of());
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return normalised(vector);
    }

    private static float[] normalised(float[] vector) {
        float norm = (float) Math.sqrt(dot(vector, vector));
        for (int d = 0; d < vector.length && norm > 0; d++) {
            vector[d] /= norm;
        }
        return vector;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    /** Vectors that take from their neighbours, round by round. */
    private static float[] overVectors(BatchAttention attention, float[][] looks, float[][] words, float weight) {
        float[][] shown = looks.clone();
        float[][] written = words.clone();
        for (int round = 0; round < attention.rounds(); round++) {
            float[][] nextShown = new float[shown.length][];
            float[][] nextWritten = new float[shown.length][];
            for (int i = 0; i < shown.length; i++) {
                double[] similarity = new double[shown.length];
                for (int j = 0; j < shown.length; j++) {
                    similarity[j] = dot(shown[i], shown[j]) + weight * dot(written[i], written[j]);
                }
                int self = i;
                List<Integer> nearest = IntStream.range(0, shown.length)
                        .filter(j -> j != self && similarity[j] > 0)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> -similarity[j]))
                        .limit(attention.neighbours())
                        .toList();
                double sum = nearest.stream()
                        .mapToDouble(j -> similarity[j] * similarity[j])
                        .sum();
                nextShown[i] = shown[i].clone();
                nextWritten[i] = written[i].clone();
                for (int j : nearest) {
                    double share =
                            (i == 0 ? attention.forward() : attention.backward()) * similarity[j] * similarity[j] / sum;
                    for (int d = 0; d < nextShown[i].length; d++) {
                        nextShown[i][d] += (float) (share * shown[j][d]);
                    }
                    for (int d = 0; d < nextWritten[i].length; d++) {
                        nextWritten[i][d] += (float) (share * written[j][d]);
                    }
                }
                normalised(nextShown[i]);
                normalised(nextWritten[i]);
            }
            shown = nextShown;
            written = nextWritten;
        }
        float[] similarities = new float[shown.length - 1];
        for (int i = 0; i < similarities.length; i++) {
            similarities[i] = dot(shown[0], shown[i + 1]);
        }
        return similarities;
    }
}
