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
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether "more like this" and "less like this" help: every query of the focus-oriented set is answered, its first ten hits
 * are judged by the ground truth, the updated query is asked, and so on; what counts are photos that nobody judged.
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
            List<Play> halves =
                    TaggedHalf.halves(data, 1).stream().map(Play::with).toList();
            Played[][][] played = new Played[kinds.size()][named.size()][queries];
            AskedQueries.each(
                    queries,
                    q -> {
                        for (int k = 0; k < kinds.size(); k++) {
                            Question question = session.question(q, asked.descriptors()[k][q]);
                            for (int u = 0; u < named.size(); u++) {
                                QueryUpdate update = named.get(u).getValue();
                                played[k][u][q] = new Played(
                                        question.rounds(update, Play.WITH_ALL),
                                        halves.stream()
                                                .map(half -> question.rounds(update, half))
                                                .toList());
                            }
                        }
                    },
                    listener,
                    token);
            List<FeedbackReport.Row> rows = new ArrayList<>();
            for (int k = 0; k < kinds.size(); k++) {
                for (int u = 0; u < named.size(); u++) {
                    for (int r = 0; r < ROUNDS; r++) {
                        int round = r;
                        Played[] byQuery = played[k][u];
                        rows.add(new FeedbackReport.Row(
                                named.get(u).getKey(),
                                kinds.get(k),
                                round + 1,
                                gain(data, q -> Stream.of(byQuery[q].all()[round])),
                                gain(data, q -> byQuery[q].halves().stream().map(half -> half[round]))));
                    }
                }
            }
            return new FeedbackReport(data.photos().size(), queries, JUDGED, rows);
        }
    }

    /** @param byQuery one or several outcomes of a query, of which those count where anything relevant is left */
    private static FeedbackReport.Gain gain(FocusDataset data, IntFunction<Stream<Outcome>> byQuery) {
        List<String> categories = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        int worse = 0;
        for (int q = 0; q < data.queries().size(); q++) {
            List<Outcome> counting =
                    byQuery.apply(q).filter(Outcome::relevantLeft).toList();
            if (!counting.isEmpty()) {
                categories.add(data.queries().get(q).category());
                before.add(
                        counting.stream().mapToDouble(Outcome::before).average().orElseThrow());
                after.add(
                        counting.stream().mapToDouble(Outcome::after).average().orElseThrow());
                worse += after.getLast() < before.getLast() - WORSE ? 1 : 0;
            }
        }
        if (categories.isEmpty()) {
            // A small set is judged to its end.
            return new FeedbackReport.Gain(0, Double.NaN, Double.NaN, PairedBootstrap.NONE, Double.NaN);
        }
        return new FeedbackReport.Gain(
                categories.size(),
                100 * PairedBootstrap.classMean(categories, before),
                100 * PairedBootstrap.classMean(categories, after),
                PairedBootstrap.compare(categories, before, after),
                100.0 * worse / categories.size());
    }

    /**
     * Who judges and who counts.
     *
     * @param judgeable photos whose hits are judged
     * @param counted photos that are scored unless they were judged
     */
    private record Play(Predicate<PhotoId> judgeable, Predicate<PhotoId> counted) {
        static final Play WITH_ALL = new Play(photo -> true, photo -> true);

        /** Judged is one half, scored the other. */
        static Play with(Set<Integer> half) {
            Predicate<PhotoId> judgeable = photo -> half.contains((int) photo.value());
            return new Play(judgeable, judgeable.negate());
        }
    }

    /** Outcomes of one query by round. */
    private record Played(Outcome[] all, List<Outcome[]> halves) {}

    /** Average precisions on the photos that count. */
    private record Outcome(double before, double after, boolean relevantLeft) {}

    private record Session(FocusDataset data, GroundTruth truth, Searcher searcher, Candidates all) {
        Question question(int number, float[] descriptor) {
            FocusQuery query = data.queries().get(number);
            int scene = data.photos().get(query.instance().photo()).scene();
            List<GalleryPhoto> others =
                    all.only(photo -> data.photos().get(photo).scene() != scene).photos();
            return new Question(this, query, descriptor, others, rank(descriptor, others));
        }

        private List<Hit> rank(float[] descriptor, List<GalleryPhoto> photos) {
            return searcher.rank(descriptor, photos, photos.size());
        }
    }

    /**
     * A query and how the first search answered it.
     *
     * @param others all photos but the query's own
     */
    private record Question(
            Session session, FocusQuery query, float[] descriptor, List<GalleryPhoto> others, List<Hit> first) {
        /** After each round. */
        Outcome[] rounds(QueryUpdate update, Play play) {
            List<Hit> hits = first;
            Set<PhotoId> judged = new HashSet<>();
            List<Judgement> judgements = new ArrayList<>();
            Outcome[] outcomes = new Outcome[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                List<Hit> shown = hits.stream()
                        .filter(hit -> play.judgeable.test(hit.id()) && !judged.contains(hit.id()))
                        .limit(JUDGED)
                        .toList();
                for (Hit hit : shown) {
                    judged.add(hit.id());
                    judgements.add(new Judgement.OfPhoto(hit.id(), isRelevant(hit), null));
                }
                float[] learned = Learned.from(descriptor, judgements, others, SideInformation.NONE.tagging(), update)
                        .descriptor();
                hits = session.rank(learned, others);
                Predicate<PhotoId> counts = play.counted.and(photo -> !judged.contains(photo));
                boolean[] before = relevant(first, counts);
                boolean[] after = relevant(hits, counts);
                outcomes[round] = new Outcome(
                        RankingMetrics.averagePrecision(before),
                        RankingMetrics.averagePrecision(after),
                        IntStream.range(0, after.length).anyMatch(i -> after[i]));
            }
            return outcomes;
        }

        private boolean[] relevant(List<Hit> hits, Predicate<PhotoId> counts) {
            List<Hit> counting =
                    hits.stream().filter(hit -> counts.test(hit.id())).toList();
            boolean[] relevant = new boolean[counting.size()];
            for (int i = 0; i < relevant.length; i++) {
                relevant[i] = isRelevant(counting.get(i));
            }
            return relevant;
        }

        private boolean isRelevant(Hit hit) {
            return session.truth.shows((int) hit.id().value(), query.category());
        }
    }
}
