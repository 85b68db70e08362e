package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.lexical.PhotoText;
import io.manako.engine.lexical.SuggestedWords;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What one word beside the mark brings where the captions are {@linkplain NoisyCaptions poor}: the word is the name of the
 * class that is marked; to see what harm it does, that of another; or what {@link SuggestedWords} makes of the best hits.
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

    /** Where the word comes from. */
    private enum Word {
        NONE,
        RIGHT,
        WRONG,
        /** The first that is suggested for the mark alone. */
        SUGGESTED,
        /** That, and the first that is suggested then. */
        SUGGESTED_TWICE,
        /** Of those that are suggested for the mark alone, one of the class's name; none where none is. */
        OFFERED
    }

    /** What is done with words. */
    private enum Way {
        NONE("mark alone", RankFusion.DEFAULT, Word.NONE),
        FIRST("words first, then the mark", new RankFusion(60, 0, 1), Word.RIGHT),
        EQUAL("equal say, K = 60", RankFusion.EQUAL, Word.RIGHT),
        DEFAULT("default", RankFusion.DEFAULT, Word.RIGHT),
        EQUAL_WRONG("equal say, a wrong word", RankFusion.EQUAL, Word.WRONG),
        DEFAULT_WRONG("default, a wrong word", RankFusion.DEFAULT, Word.WRONG),
        DEFAULT_SUGGESTED("default, the first suggested word", RankFusion.DEFAULT, Word.SUGGESTED),
        DEFAULT_TWICE("default, two rounds of it", RankFusion.DEFAULT, Word.SUGGESTED_TWICE),
        DEFAULT_OFFERED("default, the right word if suggested", RankFusion.DEFAULT, Word.OFFERED);

        private final String key;
        private final RankFusion fusion;
        private final Word word;

        Way(String key, RankFusion fusion, Word word) {
            this.key = key;
            this.fusion = fusion;
            this.word = word;
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
            List<PhotoText> captions = NoisyCaptions.of(data);
            index.put(captions);
            AskedQueries asked = AskedQueries.of(data, pass, kinds, searcher, settings.pointRadius(), listener, token);
            Session session =
                    new Session(data, new GroundTruth(data.instances()), searcher, asked.photos(), captions, index);
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

    /** @param captions of the photos, by their numbers */
    private record Session(
            FocusDataset data,
            GroundTruth truth,
            Searcher searcher,
            Candidates all,
            List<PhotoText> captions,
            WordIndex index) {
        /** Of each way. */
        boolean[][] answers(int number, float[] descriptor) {
            FocusQuery query = data.queries().get(number);
            int scene = data.photos().get(query.instance().photo()).scene();
            List<GalleryPhoto> others =
                    all.only(photo -> data.photos().get(photo).scene() != scene).photos();
            List<Hit> shown = searcher.rank(descriptor, others, others.size());
            Map<Word, WordRanking> written = new EnumMap<>(Word.class);
            for (Word word : Word.values()) {
                written.put(word, written(text(word, number, shown, scene), scene));
            }
            return Arrays.stream(Way.values())
                    .map(way -> way.fusion.of(shown, Objects.requireNonNull(written.get(way.word)), others.size()))
                    .map(hits -> relevant(hits, query))
                    .toArray(boolean[][]::new);
        }

        /** What is typed. */
        private String text(Word word, int number, List<Hit> shown, int scene) {
            String category = data.queries().get(number).category();
            List<String> suggested = suggested(shown, "");
            String first = suggested.isEmpty() ? "" : suggested.getFirst();
            return switch (word) {
                case NONE -> "";
                case RIGHT -> '"' + category + '"';
                case WRONG -> '"' + otherThan(category, number) + '"';
                case SUGGESTED -> first;
                case SUGGESTED_TWICE -> {
                    List<Hit> then = RankFusion.DEFAULT.of(shown, written(first, scene), shown.size());
                    yield suggested(then, first).stream().limit(1).reduce(first, (before, next) -> before + ' ' + next);
                }
                case OFFERED ->
                    suggested.stream()
                            .filter(List.of(category.split(" "))::contains)
                            .findFirst()
                            .orElse("");
            };
        }

        private List<String> suggested(List<Hit> hits, String asked) {
            List<PhotoText> texts = hits.stream()
                    .map(hit -> captions.get((int) hit.id().value()))
                    .toList();
            int few = Math.min(SuggestedWords.HITS, texts.size());
            return new SuggestedWords(index)
                    .of(
                            texts.subList(0, few),
                            texts.subList(texts.size() - few, texts.size()),
                            List.of(),
                            WordQuery.parse(asked));
        }

        private WordRanking written(String text, int scene) {
            return index.rank(
                    WordQuery.parse(text),
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
