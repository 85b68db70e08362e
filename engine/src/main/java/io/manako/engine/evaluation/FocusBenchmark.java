package io.manako.engine.evaluation;

import io.manako.engine.evaluation.Answers.Searchers;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The focus-oriented retrieval benchmark (method.md §10): every query of a set, marked as a user would mark it, is answered
 * by every method from the rest of the gallery. Relevant is a photo with an instance of the query's category, a crowd
 * included.
 */
public final class FocusBenchmark {
    private static final RetrievalMethod[] METHODS = RetrievalMethod.values();
    private static final double SAME_PLACE = 0.3;

    private final Encoder encoder;
    private final PhotoReader reader;
    private final SearchSettings settings;
    private final WindowLayout layout = WindowLayout.MULTI_SCALE;

    /** Decodes a photo at full size, EXIF orientation applied. */
    @FunctionalInterface
    public interface PhotoReader {
        Raster read(Path file) throws IOException;
    }

    /** @param settings of {@link RetrievalMethod#DEFAULT}; the other rows take no more than the radius of a point from it */
    public FocusBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        this.encoder = encoder;
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * Encodes the gallery, then asks every query; minutes for hundreds of photos on a CPU.
     *
     * @param prompts kinds of marks; a row for each method and each kind
     * @return rows by prompt, then by method
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public BenchmarkReport run(
            FocusDataset data, Collection<PromptKind> prompts, ProgressListener listener, CancellationToken token)
            throws IOException {
        EncodedGallery gallery = encode(data.photos(), listener, token);
        List<PromptKind> kinds = List.copyOf(prompts);
        QueryOutcome[][][] outcomes =
                new QueryOutcome[kinds.size()][METHODS.length][data.queries().size()];
        int done = 0;
        try (Searchers searchers = Searchers.of(settings, Runtime.getRuntime().availableProcessors())) {
            for (Map.Entry<Integer, List<Integer>> asked : queriesByPhoto(data).entrySet()) {
                Raster picture = read(data.photos().get(asked.getKey()));
                Answers answers = new Answers(searchers, gallery.without(asked.getKey()), gallery.patchMean());
                try (OpenPhoto open = encoder.open(picture)) {
                    for (int q : asked.getValue()) {
                        token.throwIfCancelled();
                        ask(data, q, kinds, picture, open, answers, outcomes);
                        listener.onProgress(
                                Progress.of("eval.query", ++done, data.queries().size()));
                    }
                }
            }
        }
        List<BenchmarkReport.Row> rows = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            for (int m = 0; m < METHODS.length; m++) {
                rows.add(new BenchmarkReport.Row(METHODS[m], kinds.get(k), List.of(outcomes[k][m])));
            }
        }
        return new BenchmarkReport(data.photos().size(), data.queries().size(), data.classes(), rows);
    }

    /** Asks one query with every kind of mark and every method; {@code outcomes[kind][method][query]}. */
    private void ask(
            FocusDataset data,
            int number,
            List<PromptKind> kinds,
            Raster picture,
            OpenPhoto open,
            Answers answers,
            QueryOutcome[][][] outcomes) {
        FocusQuery query = data.queries().get(number);
        Map<Box, MarkedPhoto.Crop> crops = new HashMap<>();
        for (int k = 0; k < kinds.size(); k++) {
            MarkedPhoto marked = MarkedPhoto.of(
                    query.instance(),
                    kinds.get(k),
                    picture,
                    open,
                    settings.pointRadius(),
                    box -> crops.computeIfAbsent(box, b -> MarkedPhoto.Crop.encode(b, picture, encoder)));
            for (int m = 0; m < METHODS.length; m++) {
                long start = System.nanoTime();
                Answer answer = answers.answer(METHODS[m], marked, number);
                double millis = (System.nanoTime() - start) / 1e6
                        + (METHODS[m].crops() ? marked.crop().millis() : 0);
                outcomes[k][m][number] = outcome(data, query, answer, millis);
            }
        }
    }

    private static QueryOutcome outcome(FocusDataset data, FocusQuery query, Answer answer, double millis) {
        boolean[] relevant = new boolean[answer.order().size()];
        int relevantIn10 = 0;
        int placedIn10 = 0;
        for (int rank = 0; rank < relevant.length; rank++) {
            GalleryPhoto candidate = answer.order().get(rank);
            List<Instance> shown = data.instances().stream()
                    .filter(i ->
                            i.photo() == candidate.id().value() && i.category().equals(query.category()))
                    .toList();
            relevant[rank] = !shown.isEmpty();
            if (relevant[rank] && rank < 10) {
                Box box = answer.boxIn(candidate);
                relevantIn10++;
                placedIn10 += shown.stream().anyMatch(i -> i.box().iou(box) >= SAME_PLACE) ? 1 : 0;
            }
        }
        Box box = query.instance().box();
        Photo photo = data.photos().get(query.instance().photo());
        return new QueryOutcome(
                query.category(),
                box.width() * box.height() / ((double) photo.width() * photo.height()),
                RankingMetrics.averagePrecision(relevant),
                RankingMetrics.precisionAt(10, relevant),
                relevantIn10,
                placedIn10,
                millis);
    }

    private EncodedGallery encode(List<Photo> photos, ProgressListener listener, CancellationToken token)
            throws IOException {
        List<GalleryPhoto> gallery = new ArrayList<>();
        double[] patchSum = new double[encoder.model().dimension()];
        long patches = 0;
        for (Photo photo : photos) {
            token.throwIfCancelled();
            try (OpenPhoto open = encoder.open(read(photo))) {
                List<FocusToken> windows = Arrays.stream(layout.regions(open.grid()))
                        .map(FocusToken::new)
                        .toList();
                gallery.add(new GalleryPhoto(
                        new PhotoId(gallery.size()),
                        photo.file(),
                        photo.width(),
                        photo.height(),
                        open.cls(),
                        Int8Vectors.quantise(open.focus(windows, DescriptorKind.WINDOW)),
                        layout.boxes()));
                for (float[] patch : open.patchTokens()) {
                    for (int d = 0; d < patch.length; d++) {
                        patchSum[d] += patch[d];
                    }
                    patches++;
                }
            }
            listener.onProgress(Progress.of("eval.encode", gallery.size(), photos.size()));
        }
        float[] patchMean = new float[patchSum.length];
        for (int d = 0; d < patchMean.length; d++) {
            patchMean[d] = (float) (patchSum[d] / patches);
        }
        return new EncodedGallery(List.copyOf(gallery), patchMean);
    }

    private Raster read(Photo photo) throws IOException {
        Raster picture = reader.read(photo.file());
        if (picture.width() != photo.width() || picture.height() != photo.height()) {
            throw new DatasetException("The photo " + photo.file() + " has " + picture.width() + " x "
                    + picture.height() + " pixels, but instances.json says " + photo.width() + " x " + photo.height()
                    + ": its boxes would be in the wrong place.");
        }
        return picture;
    }

    /** Numbers of the queries by their photo, so that it is opened once. */
    private static Map<Integer, List<Integer>> queriesByPhoto(FocusDataset data) {
        Map<Integer, List<Integer>> byPhoto = new LinkedHashMap<>();
        for (int q = 0; q < data.queries().size(); q++) {
            byPhoto.computeIfAbsent(data.queries().get(q).instance().photo(), photo -> new ArrayList<>())
                    .add(q);
        }
        return byPhoto;
    }

    /** @param patchMean {@code float[D]}: mean of all patch tokens of all photos */
    private record EncodedGallery(List<GalleryPhoto> photos, float[] patchMean) {
        List<GalleryPhoto> without(int photo) {
            List<GalleryPhoto> others = new ArrayList<>(photos);
            others.remove(photo);
            return others;
        }
    }
}
