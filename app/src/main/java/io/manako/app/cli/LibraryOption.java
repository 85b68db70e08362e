package io.manako.app.cli;

import io.manako.engine.PhotoLibrary;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The library that a command is about, and that must be there already. */
final class LibraryOption {
    @Option(names = "--library", required = true, paramLabel = "DIR", description = "Folder of the library.")
    private Path directory = Path.of(""); // picocli sets it, or says that it is missing

    Path directory() {
        return directory;
    }

    /** @throws CommandFailure if there is no library in that folder */
    void check() throws CommandFailure {
        if (!PhotoLibrary.exists(directory)) {
            throw CommandFailure.noLibrary(directory);
        }
    }
}
