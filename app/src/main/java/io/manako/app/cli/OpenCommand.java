package io.manako.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "open",
        description =
                "Opens a photo in the window to search with it. A Manako that runs already takes it over, which is"
                        + " what a file manager's \"open with\" needs.")
final class OpenCommand implements Callable<Integer> {
    private final Console console;
    private final DesktopStarter desktop;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Photo to search with, or a folder to add to the library; none: the window alone.")
    private @Nullable Path file;

    OpenCommand(Console console, DesktopStarter desktop) {
        this.console = console;
        this.desktop = desktop;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (file == null) {
            return desktop.start(console, null);
        }
        if (!Files.exists(file)) {
            throw new CommandFailure("There is no file or folder " + file + ".");
        }
        return desktop.start(console, file.toAbsolutePath().normalize());
    }
}
