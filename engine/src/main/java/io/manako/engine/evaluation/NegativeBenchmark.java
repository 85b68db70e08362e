package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.Method.Asked;
import io.manako.engine.evaluation.NegativeMethods.Form;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Whether "not this" says it: of two things in one photo the first is marked as wanted, the second as not meant. Photos that
 * show the second alone should go down, and what finds the first should not suffer.
 */
public final class NegativeBenchmark {
    private final PhotoPass pass;
    private final SearchSettings settings;

    /** @param settings of the default */
    public NegativeBenchmark(Encoder encoder, PhotoReader reader, SearchSettings settings) {
        pass = new PhotoPass(encoder, reader, WindowLayout.MULTI_SCALE);
        this.settings = settings;
    }

    /** What was measured over pairs of things; classes are those of the wanted ones. */
    public record Report(int photos, int pairs, int classes, List<Row> rows) {
        public Report {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One form of "not this"; class-macro means, and what they gain over leaving the mark out.
     *
     * @param wanted mAP of photos that show the wanted thing
     * @param strict mAP of photos that show the wanted thing and not the other, any others counting as wrong
     * @param others mean rank of photos that show the other alone, as a percentage of the gallery: higher is better
     */
    public record Row(String form, Measure wanted, Measure strict, Measure others) {}

    /**
     * A mean and its differences.
     *
     * @param gain over the row without the mark
     * @param overDefault over what a search does with the mark
     */
    public record Measure(double mean, PairedBootstrap gain, PairedBootstrap overDefault) {}

    /** @throws IOException if a photo cannot be read */
    public Report run(FocusDataset data, ProgressListener listener, CancellationToken token) throws IOException {
        List<NegativePair> pairs = NegativePair.of(data);
        if (pairs.isEmpty()) {
            throw new DatasetException("No query's photo shows a second thing that other photos show alone: there is"
                    + " nothing to measure.");
        }
        try (Methods methods = new Methods(settings)) {
            List<Form> forms = new NegativeMethods(methods).forms();
            Asked[][] asked = new Asked[pairs.size()][forms.size()];
            Candidates all = pass.run(
                    data.photos(),
                    (photo, opened) -> {
                        for (int p = 0; p < asked.length; p++) {
                            if (pairs.get(p).wanted().photo() == photo) {
                                NegativeMarks marks = NegativeMarks.of(pairs.get(p), p, opened);
                                for (int f = 0; f < forms.size(); f++) {
                                    asked[p][f] = forms.get(f).ask().apply(marks);
                                }
                            }
                        }
                    },
                    listener,
                    token);
            Outcomes[] outcomes = new Outcomes[forms.size()];
            Arrays.setAll(outcomes, f -> new Outcomes(pairs.size()));
            GroundTruth truth = new GroundTruth(data.instances());
            AtomicInteger done = new AtomicInteger();
            IntStream.range(0, pairs.size()).parallel().forEach(p -> {
                token.throwIfCancelled();
                NegativePair pair = pairs.get(p);
                int scene = data.photos().get(pair.wanted().photo()).scene();
                Candidates others = all.only(photo -> data.photos().get(photo).scene() != scene);
                for (int f = 0; f < outcomes.length; f++) {
                    outcomes[f].judge(p, pair, asked[p][f].rank(others), truth);
                }
                synchronized (listener) {
                    listener.onProgress(Progress.of("eval.query", done.incrementAndGet(), pairs.size()));
                }
            });
            return report(data, pairs, forms, outcomes);
        }
    }

    private static Report report(FocusDataset data, List<NegativePair> pairs, List<Form> forms, Outcomes[] outcomes) {
        List<String> classes =
                pairs.stream().map(pair -> pair.wanted().category()).toList();
        Outcomes unmarked = outcomes[0];
        Outcomes settled = outcomes[1];
        List<Row> rows = new ArrayList<>();
        for (int f = 0; f < outcomes.length; f++) {
            rows.add(new Row(
                    forms.get(f).key(),
                    measure(classes, unmarked.wanted, settled.wanted, outcomes[f].wanted),
                    measure(classes, unmarked.strict, settled.strict, outcomes[f].strict),
                    measure(classes, unmarked.others, settled.others, outcomes[f].others)));
        }
        return new Report(
                data.photos().size(),
                pairs.size(),
                (int) classes.stream().distinct().count(),
                rows);
    }

    private static Measure measure(List<String> classes, double[] unmarked, double[] settled, double[] values) {
        return new Measure(
                compare(classes, new double[values.length], values).difference(),
                compare(classes, unmarked, values),
                compare(classes, settled, values));
    }

    private static PairedBootstrap compare(List<String> classes, double[] first, double[] second) {
        return PairedBootstrap.compare(
                classes,
                Arrays.stream(first).boxed().toList(),
                Arrays.stream(second).boxed().toList());
    }

    /** Of one form, by pair; from 0 to 1. */
    private static final class Outcomes {
        final double[] wanted;
        final double[] strict;
        final double[] others;

        Outcomes(int pairs) {
            wanted = new double[pairs];
            strict = new double[pairs];
            others = new double[pairs];
        }

        void judge(int p, NegativePair pair, Answer answer, GroundTruth truth) {
            boolean[] shown = truth.relevant(answer, pair.wanted().category());
            boolean[] other = truth.relevant(answer, pair.unwanted().category());
            boolean[] alone = new boolean[shown.length];
            double ranks = 0;
            int photos = 0;
            for (int rank = 0; rank < shown.length; rank++) {
                alone[rank] = shown[rank] && !other[rank];
                if (other[rank] && !shown[rank]) {
                    ranks += (rank + 1.0) / shown.length;
                    photos++;
                }
            }
            wanted[p] = RankingMetrics.averagePrecision(shown);
            strict[p] = RankingMetrics.averagePrecision(alone);
            others[p] = ranks / photos;
        }
    }
}
