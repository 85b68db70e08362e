package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.Engine;
import io.manako.engine.evaluation.BandBenchmark;
import io.manako.engine.evaluation.BandReport;
import io.manako.engine.evaluation.BenchmarkReport;
import io.manako.engine.evaluation.ContextBenchmark;
import io.manako.engine.evaluation.ContextReport;
import io.manako.engine.evaluation.Difference;
import io.manako.engine.evaluation.DuplicateBenchmark;
import io.manako.engine.evaluation.EarlierRun;
import io.manako.engine.evaluation.FeedbackBenchmark;
import io.manako.engine.evaluation.FeedbackReport;
import io.manako.engine.evaluation.FocusBenchmark;
import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset;
import io.manako.engine.evaluation.InstanceSet;
import io.manako.engine.evaluation.LabelBenchmark;
import io.manako.engine.evaluation.LabelReport;
import io.manako.engine.evaluation.NegativeBenchmark;
import io.manako.engine.evaluation.PromptKind;
import io.manako.engine.evaluation.Suite;
import io.manako.engine.evaluation.WordsBenchmark;
import io.manako.engine.evaluation.WordsReport;
import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.feedback.Rocchio;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "eval",
        description = "Measures how well marked things are found in a set of photos with ground truth: mean average"
                + " precision and precision at 10, from 0 to 100, one row for each method.")
final class EvalCommand implements Callable<Integer> {
    private static final PhotoReader READER = file -> PhotoDecoder.decode(file, 0);

    private final Console console;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with queries.json, instances.json (COCO's format) and images.")
    private Path data;

    @Option(
            names = "--prompt",
            paramLabel = "box|mask|point|all",
            converter = PromptsConverter.class,
            description = "How the queries are marked (default: box).")
    private Prompts prompts = new Prompts(List.of(PromptKind.BOX));

    @Option(
            names = "--half",
            paramLabel = "1|2",
            converter = HalfConverter.class,
            description = "Only every second photo and its queries: choose on one half, judge on the other.")
    private int half;

    @Option(
            names = "--ablation",
            description = "What each part of the search brings: the default against itself with one part off or in"
                    + " another form.")
    private boolean ablation;

    @Option(
            names = "--feedback",
            description =
                    "What it brings to judge the first ten hits, for one, two and three rounds, on the photos that"
                            + " were not judged.")
    private boolean feedback;

    @Option(
            names = "--instances",
            description = "The same thing again, not only the same kind: things of the set are cut out and pasted into"
                    + " other photos, in memory, and have to be found there.")
    private boolean instances;

    @Option(
            names = "--duplicates",
            description =
                    "Instead, how many recompressed, resized and trimmed copies of the photos are known as copies,"
                            + " and how many other photos are taken for such.")
    private boolean duplicates;

    @Option(
            names = "--negatives",
            description = "Instead, what a mark brings that says what is not meant: of two things in a photo one is"
                    + " looked for, the other is not.")
    private boolean negatives;

    @Option(
            names = "--bands",
            description = "Instead, what the scores of the default mean: how many matches of each band are right, and"
                    + " how often nothing counts as a strong match where nothing is to be found.")
    private boolean bands;

    @Option(
            names = "--words",
            description =
                    "Instead, what one word beside the mark brings, right or wrong, where the photos' captions lack"
                            + " much of what they show and have what they do not show.")
    private boolean words;

    @Option(
            names = "--labels",
            description =
                    "Instead, how well labels are suggested that were learned from a random half of the photos, and"
                            + " what they bring to a ranking; scored on the other half.")
    private boolean labels;

    @Option(
            names = "--context",
            description =
                    "Instead, what labels that were learned from a random half of the photos, their tags as examples, and"
                            + " poor captions of the other half bring to its ranking: inside the batch and beside it.")
    private boolean context;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Compare each row with the same row of an earlier run, which --json printed over the same"
                    + " queries: another model, other settings.")
    private @Nullable Path against;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    @Mixin
    private EngineOptions options;

    @Spec
    private CommandSpec command;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (against != null && (duplicates || feedback || bands || negatives || words || context || labels)) {
            throw new ParameterException(
                    command.commandLine(), "--against compares rows of methods, --ablation or --instances");
        }
        FocusDataset all = FocusDataset.read(data);
        FocusDataset set = half == 0 ? all : all.half(half);
        try (Interruption interruption = new Interruption(console);
                ProgressPrinter progress = new ProgressPrinter(console)) {
            CancellationToken cancellation = new CancellationToken();
            interruption.onInterrupt(cancellation::cancel);
            if (duplicates) {
                compareCopies(set, progress, cancellation);
            } else if (feedback) {
                judge(set, progress, cancellation);
            } else if (bands) {
                divideScores(set, progress, cancellation);
            } else if (negatives) {
                markTheOther(set, progress, cancellation);
            } else if (words) {
                addWords(set, progress, cancellation);
            } else if (context) {
                addContext(set, progress, cancellation);
            } else if (labels) {
                learnLabels(set, progress, cancellation);
            } else if (instances) {
                InstanceSet pasted = new InstanceSet(set, READER);
                askQueries(pasted.data(), pasted::read, Suite.INSTANCES, progress, cancellation);
            } else {
                askQueries(set, READER, ablation ? Suite.ABLATION : Suite.METHODS, progress, cancellation);
            }
        }
        return Cli.DONE;
    }

    private void compareCopies(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException {
        DuplicateBenchmark.Report report = new DuplicateBenchmark(READER).run(set, progress, cancellation);
        print(() -> DuplicateOutput.json(report), () -> DuplicateOutput.table(report));
    }

    private void askQueries(
            FocusDataset set, PhotoReader reader, Suite suite, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException, CommandFailure {
        EarlierRun earlier = against == null ? null : EarlierFile.read(against, set, prompts.kinds());
        try (Engine engine = Engine.open(options.config(console.home()))) {
            BenchmarkReport report = new FocusBenchmark(engine.encoder(), reader, SearchSettings.DEFAULT)
                    .run(set, suite, prompts.kinds(), progress, cancellation);
            if (earlier == null) {
                print(() -> EvalOutput.json(report), () -> EvalOutput.table(report));
            } else {
                List<Difference> gains = earlier.gains(report);
                print(() -> EvalOutput.json(report, gains), () -> EvalOutput.table(report, gains));
            }
        }
    }

    private void markTheOther(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException {
        try (Engine engine = Engine.open(options.config(console.home()))) {
            NegativeBenchmark.Report report = new NegativeBenchmark(engine.encoder(), READER, SearchSettings.DEFAULT)
                    .run(set, progress, cancellation);
            print(() -> NegativeOutput.json(report), () -> NegativeOutput.table(report));
        }
    }

    private void divideScores(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException {
        try (Engine engine = Engine.open(options.config(console.home()))) {
            BandReport report = new BandBenchmark(engine.encoder(), READER, SearchSettings.DEFAULT)
                    .run(set, prompts.kinds(), progress, cancellation);
            print(() -> BandOutput.json(report), () -> BandOutput.table(report));
        }
    }

    private void addWords(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException {
        try (Engine engine = Engine.open(options.config(console.home()))) {
            WordsReport report = new WordsBenchmark(engine.encoder(), READER, SearchSettings.DEFAULT)
                    .run(set, prompts.kinds(), progress, cancellation);
            print(() -> WordsEvalOutput.json(report), () -> WordsEvalOutput.table(report));
        }
    }

    private void learnLabels(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException {
        try (Engine engine = Engine.open(options.config(console.home()))) {
            LabelReport report = new LabelBenchmark(engine.encoder(), READER, SearchSettings.DEFAULT)
                    .run(set, prompts.kinds().getFirst(), progress, cancellation);
            print(() -> LabelOutput.json(report), () -> LabelOutput.table(report));
        }
    }

    private void addContext(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation)
            throws IOException {
        try (Engine engine = Engine.open(options.config(console.home()))) {
            ContextReport report = new ContextBenchmark(engine.encoder(), READER, SearchSettings.DEFAULT)
                    .run(set, prompts.kinds().getFirst(), progress, cancellation);
            print(() -> ContextEvalOutput.json(report), () -> ContextEvalOutput.table(report));
        }
    }

    private void print(Supplier<ObjectNode> document, Supplier<String> table) throws IOException {
        if (json) {
            JsonOutput.print(document.get(), console);
        } else {
            console.out().print(table.get());
        }
    }

    private void judge(FocusDataset set, ProgressPrinter progress, CancellationToken cancellation) throws IOException {
        Map<String, QueryUpdate> updates = new LinkedHashMap<>();
        updates.put("default", QueryUpdate.STANDARD);
        updates.put("classic Rocchio", new Rocchio(1, 0.5f, 0, 1));
        try (Engine engine = Engine.open(options.config(console.home()))) {
            FeedbackReport report = new FeedbackBenchmark(engine.encoder(), READER, SearchSettings.DEFAULT)
                    .run(set, updates, prompts.kinds(), progress, cancellation);
            print(() -> FeedbackOutput.json(report), () -> FeedbackOutput.table(report));
        }
    }

    /** The kinds that one word names. */
    private record Prompts(List<PromptKind> kinds) {}

    private static final class HalfConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return switch (text) {
                case "1" -> 1;
                case "2" -> 2;
                default -> throw new TypeConversionException("'" + text + "' is neither 1 nor 2");
            };
        }
    }

    private static final class PromptsConverter implements ITypeConverter<Prompts> {
        @Override
        public Prompts convert(String text) {
            if (text.equals("all")) {
                return new Prompts(List.of(PromptKind.values()));
            }
            for (PromptKind kind : PromptKind.values()) {
                if (kind.key().equals(text)) {
                    return new Prompts(List.of(kind));
                }
            }
            throw new TypeConversionException("'" + text + "' is none of box, mask, point and all");
        }
    }
}
