package io.manako.engine.evaluation;

import io.manako.engine.evaluation.BandReport.Row;
import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.ScoreBands;
import io.manako.engine.vit.ScoreBands.Band;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What a search's scores mean: every query of the focus-oriented set is asked twice, of all photos and of those alone that
 * do not show its class. Cuts are where four best scores of five, and every second, lie below though nothing is there to be
 * found; how they do is judged on the other half of the photos, too.
 */
public final class BandBenchmark {
    /** Hits of a query that people look at. */
    private static final int LOOKED_AT = 20;

    private static final double STRONG = 0.8;
    private static final double FAIR = 0.5;

    private final PhotoPass pass;
    private final SearchSettings settings;

    /** @param settings of the search whose scores are meant */
    public BandBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /**
     * @return rows by prompt: the model's own cuts where it has some, those of all queries, then those of either half judged
     *     on the other
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public BandReport run(
            FocusDataset data, Collection<PromptKind> prompts, ProgressListener listener, CancellationToken token)
            throws IOException {
        List<PromptKind> kinds = List.copyOf(prompts);
        int queries = data.queries().size();
        try (Searcher searcher = new Searcher(settings, 1)) {
            AskedQueries asked = AskedQueries.of(data, pass, kinds, searcher, settings.pointRadius(), listener, token);
            GroundTruth truth = new GroundTruth(data.instances());
            Scored[][] scored = new Scored[kinds.size()][queries];
            AskedQueries.each(
                    queries,
                    q -> {
                        for (int k = 0; k < kinds.size(); k++) {
                            scored[k][q] = ask(data, q, asked.descriptors()[k][q], asked.photos(), truth, searcher);
                        }
                    },
                    listener,
                    token);
            List<Row> rows = new ArrayList<>();
            for (int k = 0; k < kinds.size(); k++) {
                rows.addAll(rows(kinds.get(k), List.of(scored[k])));
            }
            return new BandReport(data.photos().size(), queries, LOOKED_AT, rows);
        }
    }

    private static Scored ask(
            FocusDataset data, int number, float[] descriptor, Candidates all, GroundTruth truth, Searcher searcher) {
        FocusQuery query = data.queries().get(number);
        int scene = data.photos().get(query.instance().photo()).scene();
        IntPredicate other = photo -> data.photos().get(photo).scene() != scene;
        List<Hit> hits = rank(searcher, descriptor, all.only(other).photos());
        List<Hit> absent = rank(
                searcher,
                descriptor,
                all.only(photo -> other.test(photo) && !truth.shows(photo, query.category()))
                        .photos());
        float[] scores = new float[hits.size()];
        boolean[] right = new boolean[hits.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = hits.get(i).score();
            right[i] = truth.shows((int) hits.get(i).id().value(), query.category());
        }
        return new Scored(
                scene % 2,
                scores,
                right,
                absent.isEmpty() ? Float.NEGATIVE_INFINITY : absent.getFirst().score());
    }

    private static List<Hit> rank(Searcher searcher, float[] descriptor, List<GalleryPhoto> photos) {
        return photos.isEmpty() ? List.of() : searcher.rank(descriptor, photos, LOOKED_AT);
    }

    private List<Row> rows(PromptKind prompt, List<Scored> all) {
        List<Scored> first = all.stream().filter(one -> one.half() == 0).toList();
        List<Scored> second = all.stream().filter(one -> one.half() == 1).toList();
        List<Row> rows = new ArrayList<>();
        ScoreBands own = pass.encoder().model().bands();
        if (own != null) {
            rows.add(row("the model's", prompt, own, all));
        }
        rows.add(row("chosen here", prompt, choose(all), all));
        if (!first.isEmpty() && !second.isEmpty()) {
            rows.add(row("chosen on the first half, judged on the second", prompt, choose(first), second));
            rows.add(row("chosen on the second half, judged on the first", prompt, choose(second), first));
        }
        return rows;
    }

    private static ScoreBands choose(List<Scored> queries) {
        float[] best = new float[queries.size()];
        for (int i = 0; i < best.length; i++) {
            best[i] = queries.get(i).absent();
        }
        Arrays.sort(best);
        return new ScoreBands(best[(int) (STRONG * (best.length - 1))], best[(int) (FAIR * (best.length - 1))]);
    }

    private static Row row(String cuts, PromptKind prompt, ScoreBands bands, List<Scored> queries) {
        Map<Band, int[]> counts = new EnumMap<>(Band.class);
        for (Band band : Band.values()) {
            counts.put(band, new int[2]); // a band without hits is a row, too
        }
        int absent = 0;
        int answered = 0;
        for (Scored query : queries) {
            absent += bands.of(query.absent()) != Band.STRONG ? 1 : 0;
            boolean strong = false;
            for (int i = 0; i < query.scores().length; i++) {
                Band band = bands.of(query.scores()[i]);
                int[] count = counts.computeIfAbsent(band, first -> new int[2]);
                count[0]++;
                count[1] += query.right()[i] ? 1 : 0;
                strong |= band == Band.STRONG;
            }
            answered += strong ? 1 : 0;
        }
        Map<Band, BandReport.Hits> hits = new EnumMap<>(Band.class);
        counts.forEach((band, count) -> hits.put(band, new BandReport.Hits(count[0], count[1])));
        return new Row(
                cuts,
                prompt,
                queries.size(),
                bands,
                100.0 * absent / queries.size(),
                100.0 * answered / queries.size(),
                hits);
    }

    /**
     * A query's answer.
     *
     * @param half of its photo, 0 or 1
     * @param scores of the first hits
     * @param right whether they show the class
     * @param absent the best score where no photo shows the class
     */
    private record Scored(int half, float[] scores, boolean[] right, float absent) {}
}
