package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.device.Devices;
import io.manako.engine.device.TriedModel;
import io.manako.engine.evaluation.FocusBenchmark;
import io.manako.engine.evaluation.FocusDataset;
import io.manako.engine.evaluation.PromptKind;
import io.manako.engine.evaluation.RetrievalMethod;
import io.manako.engine.evaluation.Suite;
import io.manako.engine.models.ModelBenchmark;
import io.manako.engine.models.ModelBenchmark.Result;
import io.manako.engine.models.ModelFigures;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "benchmark",
        description =
                "Measures what models cost on this computer: memory of the weights, time to load them, to encode a photo"
                        + " as indexing does, and to open a query; with --data, how well they find, too. The window's settings show it.")
final class ModelsBenchmarkCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1000;

    private final Console console;

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME|FILE",
            description = "Models of 'manako models', or weights files. Default: all at hand.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Batches of 16 photos to take the median of (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Also the mean average precision of the default method for boxes on a dataset of 'manako eval'.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    @Mixin
    private DeviceOption device = new DeviceOption();

    ModelsBenchmarkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new ParameterException(
                    command.commandLine(), "--rounds takes 1 to " + MOST_ROUNDS + ", not " + rounds);
        }
        // Before minutes of measuring: the folder may not be there.
        FocusDataset dataset = data == null ? null : FocusDataset.read(data);
        ModelCatalogue catalogue = new ModelCatalogue(console.home());
        List<String> wanted = names.isEmpty()
                ? catalogue.list().stream()
                        .filter(model -> model.problem() == null)
                        .map(ModelCatalogue.Entry::name)
                        .toList()
                : names;
        ModelFigures figures = new ModelFigures(console.home());
        Devices devices = new Devices(console.home());
        List<Measured> results = new ArrayList<>();
        try (Interruption interruption = new Interruption(console);
                ProgressPrinter progress = new ProgressPrinter(console)) {
            for (String name : wanted) {
                try (LoadedWeights weights = catalogue.open(name, false, 0)) {
                    Placement placement = devices.choose(weights, new TriedModel(name, false, 0), device.wish());
                    devices.notes().forEach(console::note);
                    Result cost = ModelBenchmark.measure(weights, placement, rounds, progress, interruption.token());
                    Double map = dataset == null ? null : precision(name, dataset, progress, interruption.token());
                    figures.put(weights.sha256(), cost, map);
                    results.add(new Measured(cost, map));
                }
            }
        }
        print(results);
        return Cli.DONE;
    }

    private record Measured(Result cost, @Nullable Double map) {}

    private double precision(String model, FocusDataset dataset, ProgressPrinter progress, CancellationToken token)
            throws IOException {
        EngineConfig config =
                new EngineConfig(model, console.home(), 0, EngineConfig.Preprocessing.DEFAULT, 0, device.wish());
        try (Engine engine = Engine.open(config)) {
            return new FocusBenchmark(engine.encoder(), file -> PhotoDecoder.decode(file, 0), SearchSettings.DEFAULT)
                    .run(dataset, Suite.METHODS, List.of(PromptKind.BOX), progress, token).rows().stream()
                            .filter(row -> row.method().equals(RetrievalMethod.DEFAULT.key()))
                            .findFirst()
                            .orElseThrow()
                            .meanAveragePrecision();
        }
    }

    private void print(List<Measured> results) throws IOException {
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode list = document.putArray("models");
            for (Measured measured : results) {
                Result result = measured.cost();
                list.addObject()
                        .put("name", result.name())
                        .put("dimension", result.dimension())
                        .put("patches", result.patches())
                        .put("weightBytes", result.weightBytes())
                        .put("loadMillis", result.loadMillis())
                        .put("photoMillis", result.photoMillis())
                        .put("queryMillis", result.queryMillis())
                        .put("map", measured.map());
            }
            JsonOutput.print(document, console);
            return;
        }
        TextTable table = new TextTable(
                1, "model", "dimension", "patches", "weights, MB", "load, ms", "photo, ms", "query, ms", "mAP");
        for (Measured measured : results) {
            Result result = measured.cost();
            table.add(
                    result.name(),
                    String.valueOf(result.dimension()),
                    String.valueOf(result.patches()),
                    TextTable.figure(result.weightBytes() / 1e6),
                    TextTable.figure(result.loadMillis()),
                    TextTable.figure(result.photoMillis()),
                    TextTable.figure(result.queryMillis()),
                    measured.map() == null ? "" : TextTable.figure(measured.map()));
        }
        console.out().print(table);
    }
}
