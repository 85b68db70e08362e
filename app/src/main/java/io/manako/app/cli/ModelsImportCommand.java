package io.manako.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Copies a weights file (.safetensors, or .pth and .pt of PyTorch, which are converted) into the folder models"
                        + " of MANAKO_HOME, once it was loaded and tried. The file itself is only read.")
final class ModelsImportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Weights of a Vision Transformer.")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the model is called from then on. Default: the file's name.")
    private @Nullable String name;

    @Mixin
    private NewModel model;

    ModelsImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        model.bring((folder, replace, progress, token) -> folder.add(file, name, replace, progress, token), console);
        return Cli.DONE;
    }
}
