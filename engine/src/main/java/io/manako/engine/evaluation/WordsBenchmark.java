package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.lexical.WordIndex;
import io.manako.engine.lexical.WordQuery;
import io.manako.engine.lexical.WordRanking;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.RankFusion;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What one word beside the mark brings where the captions are {@linkplain NoisyCaptions poor}: the word is the name of the
 * class that is marked or, to see what harm it does, that of another.
 */
public final class WordsBenchmark {
    private static final double WORSE = 0.05;

    private final PhotoPass pass;
    private final SearchSettings settings;

    /** @param settings of the search that a word is added to */
    public WordsBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /** What is done with words. */
    private enum Way {
        NONE("mark alone", RankFusion.DEFAULT, false),
        FIRST("words first, then the mark", new RankFusion(60, 0, 1), false),
        EQUAL("equal say, K = 60", RankFusion.EQUAL, false),
        DEFAULT("default", RankFusion.DEFAULT, false),
        EQUAL_WRONG("equal say, a wrong word", RankFusion.EQUAL, true),
        DEFAULT_WRONG("default, a wrong word", RankFusion.DEFAULT, true);

        private final String key;
        private final RankFusion fusion;
        private final boolean wrong;

        Way(String key, RankFusion fusion, boolean wrong) {
            this.key = key;
            this.fusion = fusion;
            this.wrong = wrong;
        }
    }

    /**
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public WordsReport run(
            FocusDataset data, Collection<PromptKind> prompts, ProgressListener listener, CancellationToken token)
            throws IOException {
        List<PromptKind> kinds = List.copyOf(prompts);
        int queries = data.queries().size();
        try (Searcher searcher = new Searcher(settings, 1);
                WordIndex index = new WordIndex()) {
            index.put(NoisyCaptions.of(data));
            AskedQueries asked = AskedQueries.of(data, pass, kinds, searcher, settings.pointRadius(), listener, token);
            Session session = new Session(data, new GroundTruth(data.instances()), searcher, asked.photos(), index);
            boolean[][][][] relevant = new boolean[kinds.size()][queries][][];
            AskedQueries.each(
                    queries,
                    q -> {
                        for (int k = 0; k < kinds.size(); k++) {
                            relevant[k][q] = session.answers(q, asked.descriptors()[k][q]);
                        }
                    },
                    listener,
                    token);
            List<WordsReport.Row> rows = new ArrayList<>();
            for (int k = 0; k < kinds.size(); k++) {
                for (Way way : Way.values()) {
                    rows.add(row(data, kinds.get(k), way, relevant[k]));
                }
            }
            return new WordsReport(data.photos().size(), queries, data.classes(), rows);
        }
    }

    /** @param relevant of each query, way and rank whether the photo is relevant */
    private static WordsReport.Row row(FocusDataset data, PromptKind prompt, Way way, boolean[][][] relevant) {
        List<String> categories =
                data.queries().stream().map(FocusQuery::category).toList();
        List<Double> alone = averagePrecisions(relevant, Way.NONE);
        List<Double> here = averagePrecisions(relevant, way);
        List<Double> first = Arrays.stream(relevant)
                .map(ways -> RankingMetrics.precisionAt(10, ways[way.ordinal()]))
                .toList();
        long worse = IntStream.range(0, here.size())
                .filter(q -> here.get(q) < alone.get(q) - WORSE)
                .count();
        return new WordsReport.Row(
                way.key,
                prompt,
                100 * PairedBootstrap.classMean(categories, here),
                100 * PairedBootstrap.classMean(categories, first),
                PairedBootstrap.compare(categories, alone, here),
                100.0 * worse / here.size());
    }

    private static List<Double> averagePrecisions(boolean[][][] relevant, Way way) {
        return Arrays.stream(relevant)
                .map(ways -> RankingMetrics.averagePrecision(ways[way.ordinal()]))
                .toList();
    }

    private record Session(FocusDataset data, GroundTruth truth, Searcher searcher, Candidates all, WordIndex index) {
        /** Of each way. */
        boolean[][] answers(int number, float[] descriptor) {
            FocusQuery query = data.queries().get(number);
            int scene = data.photos().get(query.instance().photo()).scene();
            List<GalleryPhoto> others =
                    all.only(photo -> data.photos().get(photo).scene() != scene).photos();
            List<Hit> shown = searcher.rank(descriptor, others, others.size());
            WordRanking right = written(query.category(), scene);
            WordRanking wrong = written(otherThan(query.category(), number), scene);
            WordRanking nothing = new WordRanking(List.of(), photo -> true);
            return Arrays.stream(Way.values())
                    .map(way ->
                            way.fusion.of(shown, way == Way.NONE ? nothing : way.wrong ? wrong : right, others.size()))
                    .map(hits -> relevant(hits, query))
                    .toArray(boolean[][]::new);
        }

        private WordRanking written(String category, int scene) {
            return index.rank(
                    WordQuery.parse('"' + category + '"'),
                    photo -> data.photos().get((int) photo.value()).scene() != scene,
                    data.photos().size());
        }

        /** A class that somebody asks for, drawn by the number of the query. */
        private String otherThan(String category, int number) {
            List<String> others = new ArrayList<>(data.queries().stream()
                    .map(FocusQuery::category)
                    .distinct()
                    .filter(other -> !other.equals(category))
                    .toList());
            if (others.isEmpty()) {
                return "nothing";
            }
            Collections.shuffle(others, new Random(number));
            return others.getFirst();
        }

        private boolean[] relevant(List<Hit> hits, FocusQuery query) {
            boolean[] relevant = new boolean[hits.size()];
            for (int i = 0; i < relevant.length; i++) {
                relevant[i] = truth.shows((int) hits.get(i).id().value(), query.category());
            }
            return relevant;
        }
    }
}
