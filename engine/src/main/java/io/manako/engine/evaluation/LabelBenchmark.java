package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.labels.LabelException;
import io.manako.engine.labels.LabelModel;
import io.manako.engine.labels.LabelTraining;
import io.manako.engine.labels.Suggestion;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether labels can be learned: a random half of the photos has the names of its classes as labels, the other half is
 * scored, and its labels are seen by nobody but the score.
 */
public final class LabelBenchmark {
    /** Photos with a label that make its suggestions worth a score. */
    private static final int LEAST_EXAMPLES = 5;

    /** Least probability of what the desktop suggests. */
    private static final float SHOWN = 0.1f;

    private final PhotoPass pass;
    private final SearchSettings settings;

    /** @param settings of the search beside whose ranking that by labels is put */
    public LabelBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /**
     * @param prompt how the queries are marked
     * @throws IOException if a photo cannot be read or is not of the size that the set states, or the set is too small for
     *     labels to be learned from it
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public LabelReport run(FocusDataset data, PromptKind prompt, ProgressListener listener, CancellationToken token)
            throws IOException {
        try (Searcher searcher = new Searcher(settings, 1)) {
            AskedQueries asked =
                    AskedQueries.of(data, pass, List.of(prompt), searcher, settings.pointRadius(), listener, token);
            TaggedHalf halves = TaggedHalf.of(data, asked.photos());
            Candidates tagged = halves.tagged();
            Candidates scored = halves.scored();
            long start = System.nanoTime();
            LabelModel model = LabelTraining.train(halves.labelled(), listener, token);
            double seconds = (System.nanoTime() - start) / 1e9;
            LabelModel placed = LabelTraining.train(halves.placed(), listener, token);
            List<String> labels = model.labels().stream()
                    .filter(label -> tagged.photos().stream()
                                    .filter(photo -> halves.shows(photo, label))
                                    .count()
                            >= LEAST_EXAMPLES)
                    .filter(label -> scored.photos().stream().anyMatch(photo -> halves.shows(photo, label)))
                    .toList();
            LabelRankings rankings = new LabelRankings(halves, searcher, model, placed);
            return new LabelReport(
                    tagged.photos().size(),
                    scored.photos().size(),
                    labels.size(),
                    seconds,
                    calibration(model, halves, 0),
                    calibration(model, halves, SHOWN),
                    suggestions(model, placed, labels, halves),
                    halves.queries().size(),
                    rankings.rows(asked.descriptors()[0], token));
        } catch (LabelException e) {
            throw new DatasetException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<LabelReport.Row> suggestions(
            LabelModel model, LabelModel placed, List<String> labels, TaggedHalf halves) {
        if (labels.isEmpty()) {
            return List.of();
        }
        List<GalleryPhoto> photos = halves.scored().photos();
        LabelBaselines baselines = new LabelBaselines(halves.tagged().photos(), halves.truth());
        Map<String, Function<String, float[]>> methods = new LinkedHashMap<>();
        methods.put("windows", probabilities(model, photos));
        methods.put("windows, tags on things", probabilities(placed, photos));
        methods.put("linear", label -> baselines.linear(label, photos));
        methods.put("neighbours", label -> baselines.neighbours(label, photos));
        List<LabelReport.Row> rows = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        methods.forEach((method, scores) -> {
            List<Double> own = labels.stream()
                    .map(label -> precision(photos, scores.apply(label), halves.truth(), label))
                    .toList();
            first.addAll(rows.isEmpty() ? own : List.of());
            rows.add(new LabelReport.Row(
                    method, 100 * PairedBootstrap.classMean(labels, own), PairedBootstrap.compare(labels, own, first)));
        });
        return rows;
    }

    private static Function<String, float[]> probabilities(LabelModel model, List<GalleryPhoto> photos) {
        List<Map<String, Float>> suggested = photos.stream()
                .map(photo -> model.suggest(photo.windows()).stream()
                        .collect(Collectors.toMap(Suggestion::label, Suggestion::probability)))
                .toList();
        return label -> {
            float[] probabilities = new float[photos.size()];
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = Objects.requireNonNull(suggested.get(i).get(label));
            }
            return probabilities;
        };
    }

    private static double precision(List<GalleryPhoto> photos, float[] scores, GroundTruth truth, String label) {
        return RankingMetrics.averagePrecision(truth.relevant(Answer.byScore(photos, scores, null), label));
    }

    /** Expected calibration error, from 0 to 100, of the suggestions with a least probability. */
    private static double calibration(LabelModel model, TaggedHalf halves, float least) {
        int bins = 10;
        double[] probability = new double[bins];
        double[] right = new double[bins];
        int count = 0;
        for (GalleryPhoto photo : halves.scored().photos()) {
            for (Suggestion suggestion : model.suggest(photo.windows())) {
                if (suggestion.probability() < least) {
                    continue;
                }
                int bin = Math.min(bins - 1, (int) (bins * suggestion.probability()));
                probability[bin] += suggestion.probability();
                right[bin] += halves.shows(photo, suggestion.label()) ? 1 : 0;
                count++;
            }
        }
        double distance = 0;
        for (int bin = 0; bin < bins; bin++) {
            distance += Math.abs(probability[bin] - right[bin]);
        }
        return count == 0 ? 0 : 100 * distance / count;
    }
}
