package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.Learned;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.search.SideInformation;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether "more like this" and "less like this" help: every query of the focus-oriented set is answered, its first ten hits
 * are judged by the ground truth, the updated query is asked, and so on; what counts are the photos that nobody judged.
 */
public final class FeedbackBenchmark {
    private static final int JUDGED = 10;
    private static final int ROUNDS = 3;
    private static final double WORSE = 0.05;

    private final PhotoPass pass;
    private final SearchSettings settings;

    /** @param settings of the search that is refined */
    public FeedbackBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /**
     * @param updates by name, in the order of the report
     * @return rows by prompt, then by update, then by round
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public FeedbackReport run(
            FocusDataset data,
            Map<String, QueryUpdate> updates,
            Collection<PromptKind> prompts,
            ProgressListener listener,
            CancellationToken token)
            throws IOException {
        List<PromptKind> kinds = List.copyOf(prompts);
        List<Map.Entry<String, QueryUpdate>> named = List.copyOf(updates.entrySet());
        int queries = data.queries().size();
        try (Searcher searcher = new Searcher(settings, 1)) {
            AskedQueries asked = AskedQueries.of(data, pass, kinds, searcher, settings.pointRadius(), listener, token);
            Session session = new Session(data, new GroundTruth(data.instances()), searcher, asked.photos());
            Outcome[][][][] outcomes = new Outcome[kinds.size()][named.size()][queries][];
            AskedQueries.each(
                    queries,
                    q -> {
                        for (int k = 0; k < kinds.size(); k++) {
                            for (int u = 0; u < named.size(); u++) {
                                outcomes[k][u][q] = session.rounds(
                                        q,
                                        asked.descriptors()[k][q],
                                        named.get(u).getValue());
                            }
                        }
                    },
                    listener,
                    token);
            List<FeedbackReport.Row> rows = new ArrayList<>();
            for (int k = 0; k < kinds.size(); k++) {
                for (int u = 0; u < named.size(); u++) {
                    for (int round = 0; round < ROUNDS; round++) {
                        rows.add(row(data, named.get(u).getKey(), kinds.get(k), round, outcomes[k][u]));
                    }
                }
            }
            return new FeedbackReport(data.photos().size(), queries, JUDGED, rows);
        }
    }

    private static FeedbackReport.Row row(
            FocusDataset data, String update, PromptKind prompt, int round, Outcome[][] byQuery) {
        List<String> categories = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        int worse = 0;
        for (int q = 0; q < byQuery.length; q++) {
            Outcome outcome = byQuery[q][round];
            if (outcome.relevantLeft()) {
                categories.add(data.queries().get(q).category());
                before.add(outcome.before());
                after.add(outcome.after());
                worse += outcome.after() < outcome.before() - WORSE ? 1 : 0;
            }
        }
        if (categories.isEmpty()) {
            // A small set is judged to its end.
            return new FeedbackReport.Row(
                    update, prompt, round + 1, 0, Double.NaN, Double.NaN, PairedBootstrap.NONE, Double.NaN);
        }
        return new FeedbackReport.Row(
                update,
                prompt,
                round + 1,
                categories.size(),
                100 * PairedBootstrap.classMean(categories, before),
                100 * PairedBootstrap.classMean(categories, after),
                PairedBootstrap.compare(categories, before, after),
                100.0 * worse / categories.size());
    }

    /** Average precisions on the photos that were not judged. */
    private record Outcome(double before, double after, boolean relevantLeft) {}

    private record Session(FocusDataset data, GroundTruth truth, Searcher searcher, Candidates all) {
        /** After each round. */
        Outcome[] rounds(int number, float[] descriptor, QueryUpdate update) {
            FocusQuery query = data.queries().get(number);
            int scene = data.photos().get(query.instance().photo()).scene();
            List<GalleryPhoto> others =
                    all.only(photo -> data.photos().get(photo).scene() != scene).photos();
            List<Hit> first = rank(descriptor, others);
            List<Hit> hits = first;
            Set<PhotoId> judged = new HashSet<>();
            List<Judgement> judgements = new ArrayList<>();
            Outcome[] outcomes = new Outcome[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                for (Hit hit : hits.subList(0, Math.min(JUDGED, hits.size()))) {
                    judged.add(hit.id());
                    judgements.add(new Judgement.OfPhoto(hit.id(), relevant(hit, query), null));
                }
                float[] learned = Learned.from(descriptor, judgements, others, SideInformation.NONE.tagging(), update)
                        .descriptor();
                hits = without(judged, rank(learned, others));
                boolean[] before = relevant(without(judged, first), query);
                boolean[] after = relevant(hits, query);
                outcomes[round] = new Outcome(
                        RankingMetrics.averagePrecision(before),
                        RankingMetrics.averagePrecision(after),
                        IntStream.range(0, after.length).anyMatch(i -> after[i]));
            }
            return outcomes;
        }

        private List<Hit> rank(float[] descriptor, List<GalleryPhoto> photos) {
            return searcher.rank(descriptor, photos, photos.size());
        }

        private static List<Hit> without(Set<PhotoId> judged, List<Hit> hits) {
            return hits.stream().filter(hit -> !judged.contains(hit.id())).toList();
        }

        private boolean[] relevant(List<Hit> hits, FocusQuery query) {
            boolean[] relevant = new boolean[hits.size()];
            for (int i = 0; i < relevant.length; i++) {
                relevant[i] = relevant(hits.get(i), query);
            }
            return relevant;
        }

        private boolean relevant(Hit hit, FocusQuery query) {
            return truth.shows((int) hit.id().value(), query.category());
        }
    }
}
