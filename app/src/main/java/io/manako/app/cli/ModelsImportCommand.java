package io.manako.app.cli;

import io.manako.engine.models.ModelFolder;
import io.manako.engine.models.ModelFolder.Added;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Copies a weights file (.safetensors) into the folder models of MANAKO_HOME, once it was loaded and"
                        + " tried. The file itself is only read.")
final class ModelsImportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Weights of a Vision Transformer.")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the model is called from then on. Default: the file's name.")
    private @Nullable String name;

    @Option(names = "--replace", description = "Take the place of a model that is called so already.")
    private boolean replace;

    ModelsImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Interruption interruption = new Interruption(console)) {
            Added added;
            try (ProgressPrinter progress = new ProgressPrinter(console)) {
                added = new ModelFolder(console.home()).add(file, name, replace, progress, interruption.token());
            }
            print(added, console);
        }
        return Cli.DONE;
    }

    /** Tells what came, and how it is used. */
    static void print(Added added, Console console) {
        console.out().println(added.name() + " (" + ModelsCommand.megabytes(added.bytes()) + ") is in " + added.file());
        console.out().println("    SHA-256: " + added.record().sha256());
        if (!added.record().originSha256().equals(added.record().sha256())) {
            console.out()
                    .println(
                            "    made of a file with SHA-256: " + added.record().originSha256());
        }
        console.out().println("Use it with: --model " + added.name());
    }
}
