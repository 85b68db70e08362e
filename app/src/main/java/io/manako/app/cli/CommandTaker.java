package io.manako.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Another Manako, which has a library open and may do a command's work on it. */
@FunctionalInterface
public interface CommandTaker {
    /** Nobody takes anything over. */
    CommandTaker NOBODY = (library, console, args) -> OptionalInt.empty();

    /**
     * Hands a command over and shows what it prints, until it ends.
     *
     * @param library the folder of the library that is open elsewhere
     * @param args the whole command line
     * @return the exit code; empty where nobody takes the command over, and nothing was done
     */
    OptionalInt run(Path library, Console console, List<String> args);
}
