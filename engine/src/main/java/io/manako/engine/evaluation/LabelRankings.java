package io.manako.engine.evaluation;

import io.manako.engine.labels.LabelModel;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.Searcher;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.vector.Simd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scored photos ranked by what they show, by what a query is called, and by both.
 *
 * @param placed learned from labels on the things that they name
 */
record LabelRankings(TaggedHalf halves, Searcher searcher, LabelModel model, LabelModel placed) {
    /**
     * @param descriptors {@code float[queries][D]} of all queries of the set
     * @return by what photos show; by labels; by both with the same and with half as much again for labels; by both where labels
     *     were on things
     */
    List<LabelReport.Row> rows(float[][] descriptors, CancellationToken token) {
        Map<PhotoId, float[]> described = described(model);
        Map<PhotoId, float[]> describedByPlace = described(placed);
        List<Integer> queries = halves.queries();
        if (queries.isEmpty()) {
            return List.of();
        }
        double[][] precisions = new double[5][queries.size()];
        IntStream.range(0, queries.size()).parallel().forEach(i -> {
            token.throwIfCancelled();
            int q = queries.get(i);
            String category = halves.data().queries().get(q).category();
            List<GalleryPhoto> others = halves.others(q);
            float[] looks = new float[others.size()];
            Map<PhotoId, Float> scores = new HashMap<>();
            for (Hit hit : searcher.rank(descriptors[q], others, others.size())) {
                scores.put(hit.id(), hit.score());
            }
            for (int p = 0; p < looks.length; p++) {
                looks[p] = scores.getOrDefault(others.get(p).id(), 0f);
            }
            standardise(looks);
            float[] labels = labels(model.weights(descriptors[q]), others, described);
            float[] byPlace = labels(placed.weights(descriptors[q]), others, describedByPlace);
            precisions[0][i] = precision(others, looks, category);
            precisions[1][i] = precision(others, labels, category);
            precisions[2][i] = precision(others, sum(looks, labels, 1), category);
            precisions[3][i] = precision(others, sum(looks, labels, 1.5f), category);
            precisions[4][i] = precision(others, sum(looks, byPlace, 1), category);
        });
        List<String> categories = queries.stream()
                .map(q -> halves.data().queries().get(q).category())
                .toList();
        List<String> names =
                List.of("looks", "labels", "looks + labels", "looks + 1.5 labels", "looks + labels on things");
        List<Double> first = IntStream.range(0, queries.size())
                .mapToObj(i -> precisions[0][i])
                .toList();
        List<LabelReport.Row> rows = new ArrayList<>();
        for (int m = 0; m < precisions.length; m++) {
            List<Double> own = Arrays.stream(precisions[m]).boxed().toList();
            rows.add(new LabelReport.Row(
                    names.get(m),
                    100 * PairedBootstrap.classMean(categories, own),
                    PairedBootstrap.compare(categories, first, own)));
        }
        return rows;
    }

    private Map<PhotoId, float[]> described(LabelModel by) {
        Map<PhotoId, float[]> described = new HashMap<>();
        halves.scored().photos().forEach(photo -> described.put(photo.id(), by.describe(photo.windows())));
        return described;
    }

    /** How well photos fit what a query is called, in standard deviations. */
    private static float[] labels(float[] called, List<GalleryPhoto> photos, Map<PhotoId, float[]> described) {
        float[] labels = new float[photos.size()];
        for (int p = 0; p < labels.length; p++) {
            labels[p] = Simd.dot(called, described.getOrDefault(photos.get(p).id(), called));
        }
        standardise(labels);
        return labels;
    }

    private double precision(List<GalleryPhoto> photos, float[] scores, String category) {
        return RankingMetrics.averagePrecision(halves.truth().relevant(Answer.byScore(photos, scores, null), category));
    }

    /** Scores of two kinds have no common scale but their spread over the photos. */
    private static void standardise(float[] scores) {
        double mean = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i])
                .average()
                .orElse(0);
        double variance = IntStream.range(0, scores.length)
                .mapToDouble(i -> (scores[i] - mean) * (scores[i] - mean))
                .average()
                .orElse(0);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) ((scores[i] - mean) / Math.sqrt(Math.max(variance, 1e-12)));
        }
    }

    private static float[] sum(float[] looks, float[] labels, float weight) {
        float[] sum = new float[looks.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = looks[i] + weight * labels[i];
        }
        return sum;
    }
}
