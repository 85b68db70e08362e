package io.manako.app.cli;

import io.manako.engine.task.CancellationToken;
import io.manako.engine.train.ModelTraining;
import io.manako.engine.train.TrainingConfig;
import io.manako.engine.train.TrainingReport;
import io.manako.engine.vit.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "train",
        description = "Trains a model of the embedded one's kind on your photos: a small transformer on frozen"
                + " convolutions learns what a larger teacher sees in every box. Photos are only ever read. Stopped or"
                + " killed, the same command goes on where it was.")
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--photos",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folders or zip files of photos.")
    private List<Path> photos = new ArrayList<>();

    @Option(
            names = "--stem",
            paramLabel = "FILE",
            description = "Convolutions of EfficientNet-Lite0 (.safetensors), or a model of the embedded one's kind."
                    + " Needed without --from, which has its own.")
    private @Nullable Path stem;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Weights of the embedded model's kind to go on from, so that several runs add up."
                    + " Default: start from scratch.")
    private @Nullable Path from;

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Vision Transformers (.safetensors), the first with patches of 16 pixels: what is learned is what"
                            + " they all see, the others with 0.7 of the first one's weight. Each has a cache of its own.")
    private List<Path> teachers = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.safetensors",
            description = "Weights to write; the checkpoint lies beside it until then.")
    private Path out;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Time to train, the cache and evaluations not counted. Default: 45.")
    private @Nullable Double minutes;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Instead of --minutes: views to learn from, however long they take. The same seed then gives the"
                            + " same weights again.")
    private @Nullable Long samples;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "An evaluation set as 'manako eval --data' takes it, on which the weights are measured every 15"
                            + " minutes and at the end, by boxes and the rows whole, phs and windows. Its photos are never"
                            + " learned from: copies of them among the photos are left out.")
    private @Nullable Path data;

    @Option(
            names = "--stem-share",
            paramLabel = "N",
            description =
                    "Share of the time, at its end, in which the convolutions learn too, at a tenth of the rate and on"
                            + " the photos themselves, which takes several times as long for a view; 0 leaves them as they are."
                            + " Default: ${DEFAULT-VALUE}.")
    private double stemShare = 0.2;

    @Option(names = "--views", paramLabel = "N", description = "Random views of each photo. Default: ${DEFAULT-VALUE}.")
    private int views = 4;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Highest learning rate; a smaller one where the loss turns into no number. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double rate = TrainingConfig.RATE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of views, boxes, start and order. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu",
            converter = KindConverter.class,
            description = "Where to train. gpu: on an NVIDIA card, if this Manako has libraries for one. Default: cpu.")
    private Placement.Kind device = Placement.Kind.CPU;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder for what the frozen networks say of each view, about 100 kB; kept for further runs."
                    + " Default: the folder training of MANAKO_HOME.")
    private @Nullable Path cache;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        double time = minutes == null ? 45 : minutes;
        if (!(time > 0 && time <= 1e6) || views < 1 || views > 1000) {
            throw new ParameterException(
                    command.commandLine(), "--minutes must be more than 0, and --views a number from 1 to 1000");
        }
        if (samples != null && (minutes != null || samples < 1 || samples > 1e10)) {
            throw new ParameterException(
                    command.commandLine(), "--samples must be a number above 0, and stands instead of --minutes");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(command.commandLine(), "--rate must be a number above 0");
        }
        if (!(stemShare >= 0 && stemShare <= 1)) {
            throw new ParameterException(command.commandLine(), "--stem-share must be a number from 0 to 1");
        }
        Path convolutions = from == null ? stem : from;
        if (convolutions == null || from != null && stem != null) {
            throw new ParameterException(
                    command.commandLine(), "give either --stem, to start from scratch, or --from, which has its own");
        }
        if (!out.toString().endsWith(".safetensors")) {
            throw new ParameterException(command.commandLine(), "--out must end in .safetensors");
        }
        TrainingConfig config = new TrainingConfig(
                photos,
                convolutions,
                teachers,
                from,
                out,
                cache == null ? console.home().resolve("training") : cache,
                data,
                Duration.ofMillis(Math.max(1, (long) (time * 60_000))),
                samples == null ? 0 : samples,
                stemShare,
                views,
                rate,
                device,
                seed);
        CancellationToken cancellation = new CancellationToken();
        try (Interruption interruption = new Interruption(console);
                TrainingPrinter printer = new TrainingPrinter(console)) {
            interruption.onInterrupt(cancellation::cancel);
            print(ModelTraining.run(config, printer, cancellation));
        }
        return Cli.DONE;
    }

    private void print(TrainingReport report) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s: %,d steps on %,d views, %s%n",
                        report.out(),
                        report.steps(),
                        report.views(),
                        TrainingPrinter.describe(report.losses()));
        if (report.skipped() > 0) {
            console.out().printf(Locale.ROOT, "%,d photos could not be read and were left out%n", report.skipped());
        }
        String worth = TrainingPrinter.describe(report.judgement());
        if (!worth.isEmpty()) {
            console.out().println("Of these weights: " + worth);
        }
        console.out().println("Use it with --model " + Cli.typed(report.out()));
    }

    private static final class KindConverter implements ITypeConverter<Placement.Kind> {
        @Override
        public Placement.Kind convert(String text) {
            return switch (text) {
                case "cpu" -> Placement.Kind.CPU;
                case "gpu" -> Placement.Kind.CUDA;
                default -> throw new TypeConversionException("'" + text + "' is neither cpu nor gpu");
            };
        }
    }
}
