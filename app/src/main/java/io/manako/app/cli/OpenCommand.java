package io.manako.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

    @Parameters(paramLabel = "FILE", description = "Photo to search with, or a folder to add to the library.")
    private Path file;

    OpenCommand(Console console, DesktopStarter desktop) {
        this.console = console;
        this.desktop = desktop;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (!Files.exists(file)) {
            throw new CommandFailure("There is no file or folder " + file + ".");
        }
        return desktop.start(console, file.toAbsolutePath().normalize());
    }
}
