package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.feedback.Prototype;
import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.labels.LabelException;
import io.manako.engine.labels.LabelModel;
import io.manako.engine.labels.LabelSpace;
import io.manako.engine.labels.LabelTraining;
import io.manako.engine.lexical.WordIndex;
import io.manako.engine.lexical.WordQuery;
import io.manako.engine.msba.Likeness;
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
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What labels, words and tags bring, inside the batch and beside it: labels are learned from a {@linkplain TaggedHalf random half} of
 * the photos, the other half is ranked, and of it only {@linkplain NoisyCaptions poor} captions are known. A tag is wanted, or is not, by
 * what the photos of the tagged half with it have in common. A query's precision is its mean over several divisions into halves, of
 * which each is scored once.
 */
public final class ContextBenchmark {
    private static final int DIVISIONS = 4;

    private final PhotoPass pass;
    private final SearchSettings settings;

    /** @param settings of the search to which labels and words are added */
    public ContextBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /** What is known besides looks, and where it has a say. */
    private enum Way {
        LOOKS("looks", null),
        LABELS("labels beside", null),
        LABELS_INSIDE("labels in the batch", LOOKS),
        WORDS_INSIDE("words in the batch", LOOKS),
        BOTH("labels beside, words in the batch", LABELS),
        WORD("a right word by rank", null),
        WORD_INSIDE("a right word by rank and in the batch", WORD),
        WORD_LABELS("a right word by rank, labels beside", null),
        WORD_BOTH("a right word by rank and in the batch, labels beside", WORD_LABELS),
        TAG_WANTED("a tag that is wanted", null),
        TAG_UNWANTED("a tag that is not wanted", null);

        private final String key;
        private final @Nullable Way byRank;

        Way(String key, @Nullable Way byRank) {
            this.key = key;
            this.byRank = byRank;
        }
    }

    /**
     * @param prompt how the queries are marked
     * @throws IOException if a photo cannot be read or is not of the size that the set states, or the set is too small for
     *     labels to be learned from it
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public ContextReport run(FocusDataset data, PromptKind prompt, ProgressListener listener, CancellationToken token)
            throws IOException {
        try (Searcher searcher = new Searcher(settings, 1)) {
            AskedQueries asked =
                    AskedQueries.of(data, pass, List.of(prompt), searcher, settings.pointRadius(), listener, token);
            List<TaggedHalf> halves = TaggedHalf.divisions(data, asked.photos(), DIVISIONS);
            double[][] sums = new double[Way.values().length][data.queries().size()];
            int[] times = new int[data.queries().size()];
            int labels = 0;
            for (TaggedHalf half : halves) {
                LabelModel model = LabelTraining.train(half.labelled(), ProgressListener.NONE, token);
                labels += model.labels().size();
                add(half, model, searcher, asked.descriptors()[0], sums, times, token);
                listener.onProgress(Progress.of("eval.query", halves.indexOf(half) + 1, halves.size()));
            }
            List<Integer> queries = IntStream.range(0, times.length)
                    .filter(q -> times[q] > 0)
                    .boxed()
                    .toList();
            List<String> categories =
                    queries.stream().map(q -> data.queries().get(q).category()).toList();
            return new ContextReport(
                    data.photos().size(),
                    DIVISIONS,
                    labels / (double) halves.size(),
                    queries.size(),
                    rows(
                            categories,
                            way -> queries.stream()
                                    .map(q -> sums[way.ordinal()][q] / times[q])
                                    .toList()));
        } catch (LabelException e) {
            throw new DatasetException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Asks the queries of a scored half in every way. */
    private static void add(
            TaggedHalf halves,
            LabelModel model,
            Searcher searcher,
            float[][] descriptors,
            double[][] sums,
            int[] times,
            CancellationToken token) {
        try (WordIndex index = new WordIndex()) {
            index.put(NoisyCaptions.of(halves.data()).stream()
                    .filter(text -> !halves.half().contains((int) text.photo().value()))
                    .toList());
            Session session = new Session(halves, searcher, index, model, space(halves, model));
            halves.queries().parallelStream().forEach(q -> {
                token.throwIfCancelled();
                double[] own = session.precisions(q, descriptors[q]);
                for (int way = 0; way < own.length; way++) {
                    sums[way][q] += own[way];
                }
                times[q]++;
            });
        }
    }

    private static LabelSpace space(TaggedHalf halves, LabelModel model) {
        Map<PhotoId, Int8Vectors> windows = new HashMap<>();
        halves.scored().photos().forEach(photo -> windows.put(photo.id(), photo.windows()));
        return new LabelSpace(model, windows::get);
    }

    private static List<ContextReport.Row> rows(List<String> categories, Function<Way, List<Double>> of) {
        if (categories.isEmpty()) {
            return List.of();
        }
        List<ContextReport.Row> rows = new ArrayList<>();
        for (Way way : Way.values()) {
            List<Double> own = of.apply(way);
            rows.add(new ContextReport.Row(
                    way.key,
                    100 * PairedBootstrap.classMean(categories, own),
                    PairedBootstrap.compare(categories, of.apply(Way.LOOKS), own),
                    way.byRank == null ? null : PairedBootstrap.compare(categories, of.apply(way.byRank), own)));
        }
        return rows;
    }

    private record Session(TaggedHalf halves, Searcher searcher, WordIndex index, LabelModel model, LabelSpace space) {
        /** Average precision of each way. */
        double[] precisions(int number, float[] descriptor) {
            FocusQuery query = halves.data().queries().get(number);
            List<GalleryPhoto> others = halves.others(number);
            WordQuery name = WordQuery.parse('"' + query.category() + '"');
            WordQuery nothing = WordQuery.parse("");
            SideInformation looks = SideInformation.NONE;
            SideInformation labels = looks.withLabels(this::labels);
            SideInformation.Wording wording = photos -> index.cosines(nothing, photos);
            SideInformation.Wording named = photos -> index.cosines(name, photos);
            SideInformation word = looks.withWords(index.rank(name, any -> true, others.size()));
            return Arrays.stream(Way.values())
                    .mapToDouble(way -> {
                        SideInformation known = switch (way) {
                            case LOOKS, TAG_WANTED, TAG_UNWANTED -> looks;
                            case LABELS -> labels;
                            case LABELS_INSIDE -> looks.withWording(photos -> cosines(descriptor, photos, others));
                            case WORDS_INSIDE -> looks.withWording(wording);
                            case BOTH -> labels.withWording(wording);
                            case WORD -> word;
                            case WORD_INSIDE -> word.withWording(named);
                            case WORD_LABELS -> word.withLabels(this::labels);
                            case WORD_BOTH -> word.withLabels(this::labels).withWording(named);
                        };
                        float[] asked = switch (way) {
                            case TAG_WANTED -> told(descriptor, query.category(), true);
                            case TAG_UNWANTED ->
                                halves.beside(number)
                                        .map(other -> told(descriptor, other, false))
                                        .orElse(descriptor);
                            default -> descriptor;
                        };
                        return precision(searcher.rank(asked, others, others.size(), known), query.category());
                    })
                    .toArray();
        }

        /** The query once it was said that what the tagged photos with a name have in common is wanted, or is not. */
        private float[] told(float[] descriptor, String name, boolean wanted) {
            return Learned.from(
                            descriptor,
                            List.of(new Judgement.OfTag(name, wanted)),
                            List.of(),
                            tag -> Prototype.of(halves.tagged().photos().stream()
                                    .filter(photo -> halves.shows(photo, tag))
                                    .map(photo -> photo.instances(null))
                                    .toList()),
                            QueryUpdate.STANDARD)
                    .descriptor();
        }

        private SideInformation.Labels labels(float[] region, List<PhotoId> photos) {
            return new SideInformation.Labels(space.scores(region, photos), space.say(region));
        }

        private double precision(List<Hit> hits, String category) {
            boolean[] relevant = new boolean[hits.size()];
            for (int i = 0; i < relevant.length; i++) {
                relevant[i] = halves.truth().shows((int) hits.get(i).id().value(), category);
            }
            return RankingMetrics.averagePrecision(relevant);
        }

        /** How alike photos are, and the query to them, by the labels of which they show more than most. */
        private float[][] cosines(float[] descriptor, List<PhotoId> compared, List<GalleryPhoto> photos) {
            Map<PhotoId, GalleryPhoto> known = new HashMap<>();
            photos.forEach(photo -> known.put(photo.id(), photo));
            float[][] described = compared.stream()
                    .flatMap(photo -> Stream.ofNullable(known.get(photo)))
                    .map(photo -> normalised(model.describe(photo.windows())))
                    .toArray(float[][]::new);
            return Likeness.of(normalised(model.weights(descriptor)), described).cosines();
        }

        private static float[] normalised(float[] values) {
            double squares = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, values[i]);
                squares += values[i] * values[i];
            }
            for (int i = 0; i < values.length; i++) {
                values[i] /= (float) Math.sqrt(Math.max(squares, Float.MIN_NORMAL));
            }
            return values;
        }
    }
}
