package io.manako.app.cli;

import io.manako.engine.EngineConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which model, and how it runs: the same options on every command that needs one. */
@Command
final class EngineOptions {
    /** PyTorch makes all of them at once; no computer of today has more cores. */
    private static final int MOST_THREADS = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "A model of 'manako models', or a weights file (.safetensors). Default: the embedded model.")
    private @Nullable String model;

    @Option(
            names = "--preprocess",
            paramLabel = "stretch|aspect",
            converter = PreprocessingConverter.class,
            description = "stretch: every photo onto one square grid; aspect: onto the grid nearest its own shape. "
                    + "Default: what the model was measured best with.")
    private EngineConfig.Preprocessing preprocessing = EngineConfig.Preprocessing.DEFAULT;

    private int size;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Side of the square that photos are encoded with as many patches as: more find smaller things and "
                            + "take longer. Default: what the model was measured best with.")
    private void setSize(int size) {
        if (size < EngineConfig.LEAST_SIDE || size > EngineConfig.LARGEST_SIDE) {
            throw new ParameterException(
                    command.commandLine(),
                    "--size must be from " + EngineConfig.LEAST_SIDE + " to " + EngineConfig.LARGEST_SIDE + ", not "
                            + size);
        }
        this.size = size;
    }

    @Mixin
    private DeviceOption device = new DeviceOption();

    private int threads;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that encode; 0, the default, takes all cores.")
    private void setThreads(int threads) {
        if (threads < 0 || threads > MOST_THREADS) {
            throw new ParameterException(
                    command.commandLine(),
                    "--threads must be from 0 (all cores) to " + MOST_THREADS + ", not " + threads);
        }
        this.threads = threads;
    }

    /** How a model is called to the user: by its own name, and by what was typed where that differs. */
    String describe(String name) {
        return model == null || model.equals(name) ? name : name + " of " + model;
    }

    EngineConfig config(Path home) {
        return new EngineConfig(model, home, threads, preprocessing, size, device.wish());
    }

    private static final class PreprocessingConverter implements ITypeConverter<EngineConfig.Preprocessing> {
        @Override
        public EngineConfig.Preprocessing convert(String text) {
            return switch (text) {
                case "stretch" -> EngineConfig.Preprocessing.STRETCH;
                case "aspect" -> EngineConfig.Preprocessing.ASPECT;
                default -> throw new TypeConversionException("'" + text + "' is neither stretch nor aspect");
            };
        }
    }
}
