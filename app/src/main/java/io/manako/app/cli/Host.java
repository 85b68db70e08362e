package io.manako.app.cli;

import java.nio.file.Path;

/**
 * The process that a command runs in, which need not be the one that its user started.
 *
 * @param folder absolute; where the user was: relative names on the command line begin there
 * @param interrupts how the user stops the command
 * @param libraries where it gets libraries from
 * @param other who may take the command over if its library is open elsewhere
 */
public record Host(Path folder, Interrupts interrupts, Libraries libraries, CommandTaker other) {
    /** The process that the user started. */
    public static Host ofProcess(CommandTaker other) {
        return new Host(Path.of("").toAbsolutePath(), Interrupts.OF_PROCESS, Libraries.OWN, other);
    }
}
