package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.MarkedPhoto.Opened;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.Raster;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The focus-oriented retrieval benchmark (method.md §10): every query of a set, marked as a user would mark it, is answered
 * by every method from the rest of the gallery. The photos are encoded in one pass, whatever is asked of them; then the
 * queries are ranked on all cores.
 */
public final class FocusBenchmark {
    private final PhotoPass pass;
    private final SearchSettings settings;

    /** Decodes a photo at full size, EXIF orientation applied. */
    @FunctionalInterface
    public interface PhotoReader {
        Raster read(Path file) throws IOException;
    }

    /** @param settings of {@link RetrievalMethod#DEFAULT}; the other rows take no more than the radius of a point from it */
    public FocusBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /**
     * Reads every photo as {@link #run} does and forgets it, so that a damaged set is known before hours of other work.
     *
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static void requireReadable(
            FocusDataset data, PhotoReader reader, ProgressListener listener, CancellationToken token)
            throws IOException {
        int read = 0;
        for (FocusDataset.Photo photo : data.photos()) {
            token.throwIfCancelled();
            PhotoPass.read(photo, reader);
            listener.onProgress(Progress.of("eval.check", ++read, data.photos().size()));
        }
    }

    /**
     * Encodes the photos, then ranks; a minute or two for hundreds of photos on a CPU.
     *
     * @param prompts kinds of marks; a row for each method and each kind
     * @return rows by prompt, then by method
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public BenchmarkReport run(
            FocusDataset data,
            Suite suite,
            Collection<PromptKind> prompts,
            ProgressListener listener,
            CancellationToken token)
            throws IOException {
        List<PromptKind> kinds = List.copyOf(prompts);
        try (Methods methods = new Methods(settings)) {
            List<Method> rows = suite.methods(methods);
            Asking asking = new Asking(data, kinds, rows);
            Candidates all = pass.run(data.photos(), asking::ask, listener, token);
            QueryOutcome[][][] outcomes =
                    new QueryOutcome[kinds.size()][rows.size()][data.queries().size()];
            AtomicInteger done = new AtomicInteger();
            IntStream.range(0, data.queries().size()).parallel().forEach(q -> {
                token.throwIfCancelled();
                asking.rank(q, all, outcomes);
                synchronized (listener) {
                    listener.onProgress(Progress.of(
                            "eval.query", done.incrementAndGet(), data.queries().size()));
                }
            });
            List<BenchmarkReport.Row> report = new ArrayList<>();
            for (int k = 0; k < kinds.size(); k++) {
                for (int m = 0; m < rows.size(); m++) {
                    report.add(new BenchmarkReport.Row(rows.get(m).key(), kinds.get(k), List.of(outcomes[k][m])));
                }
            }
            return new BenchmarkReport(
                    data.photos().size(),
                    data.queries().size(),
                    data.classes(),
                    report,
                    Difference.all(report, suite.pairs(rows)));
        }
    }

    /** The questions of every query, kind of mark and method, asked photo by photo and ranked query by query. */
    private final class Asking {
        private final FocusDataset data;
        private final List<PromptKind> kinds;
        private final List<Method> methods;
        private final GroundTruth truth;
        private final Waiting[][][] waiting;

        Asking(FocusDataset data, List<PromptKind> kinds, List<Method> methods) {
            this.data = data;
            this.kinds = kinds;
            this.methods = methods;
            truth = new GroundTruth(data.instances());
            waiting = new Waiting[data.queries().size()][kinds.size()][methods.size()];
        }

        void ask(int photo, Opened opened) {
            for (int q = 0; q < waiting.length; q++) {
                FocusQuery query = data.queries().get(q);
                for (int k = 0; k < kinds.size() && query.instance().photo() == photo; k++) {
                    MarkedPhoto marked =
                            MarkedPhoto.of(query.instance(), kinds.get(k), q, opened, settings.pointRadius());
                    for (int m = 0; m < methods.size(); m++) {
                        long start = System.nanoTime();
                        Method.Asked asked = methods.get(m).ask().apply(marked);
                        waiting[q][k][m] = new Waiting(asked, millisSince(start) + marked.takeMillisSaved());
                    }
                }
            }
        }

        void rank(int number, Candidates all, QueryOutcome[][][] outcomes) {
            FocusQuery query = data.queries().get(number);
            int scene = data.photos().get(query.instance().photo()).scene();
            Candidates others = all.only(photo -> data.photos().get(photo).scene() != scene);
            for (int k = 0; k < kinds.size(); k++) {
                for (int m = 0; m < methods.size(); m++) {
                    Waiting question = waiting[number][k][m];
                    long start = System.nanoTime();
                    Answer answer = question.asked().rank(others);
                    outcomes[k][m][number] = outcome(query, answer, question.millis() + millisSince(start));
                }
            }
        }

        private QueryOutcome outcome(FocusQuery query, Answer answer, double millis) {
            boolean[] relevant = truth.relevant(answer, query.category());
            GroundTruth.Placed placed = truth.placedIn10(answer, query.category());
            return new QueryOutcome(
                    query.category(),
                    data.areaShare(query),
                    RankingMetrics.averagePrecision(relevant),
                    RankingMetrics.precisionAt(10, relevant),
                    placed.relevant(),
                    placed.placed(),
                    placed.close(),
                    millis);
        }
    }

    /** @param millis that asking took */
    private record Waiting(Method.Asked asked, double millis) {}

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
