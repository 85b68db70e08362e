package io.manako.app.cli;

import io.manako.engine.device.Devices;
import io.manako.engine.device.TriedModel;
import io.manako.engine.device.Verdict;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "try-gpu",
        description =
                "Tries the GPU anew, whatever is remembered of it: runs a model on it and on the CPU in a process of"
                        + " its own, compares, and says what came of it. Fails where the GPU cannot be used.")
final class ModelsTryGpuCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A model of 'manako models', or a weights file. Default: the embedded model.")
    private @Nullable String name;

    ModelsTryGpuCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (LoadedWeights weights = new ModelCatalogue(console.home()).open(name, false, 0)) {
            Optional<Verdict> verdict = new Devices(console.home()).tryAgain(weights, new TriedModel(name, false, 0));
            if (verdict.isEmpty()) {
                throw new CommandFailure(
                        "There is no GPU that this Manako has libraries for, so the CPU is used. The user"
                                + " guide says how to build it with them.");
            }
            switch (verdict.get().outcome()) {
                case HALF -> console.out().println(weights.name() + " runs on the GPU, in half precision");
                case SINGLE -> console.out().println(weights.name() + " runs on the GPU, in single precision");
                default -> throw new CommandFailure(verdict.get().why().english());
            }
            return Cli.DONE;
        }
    }
}
