package io.manako.app.cli;

import io.manako.engine.message.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command writes and where it keeps its data.
 *
 * @param out results, UTF-8 whatever the locale: JSON is
 * @param err progress and messages
 * @param terminal whether {@code err} is a terminal, where a line can be written over
 * @param home folder of Manako's own data
 * @param host the process that the command runs in
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, Path home, Host host) {
    /** Tells the start script's {@code [ -t 2 ]}: Java itself cannot ask whether stderr alone is a terminal. */
    private static final String TERMINAL_VARIABLE = "MANAKO_TERMINAL";

    /** Tells what the user should know beside the result. */
    void note(Message message) {
        err.println("note: " + message.english());
    }

    /**
     * The process's own streams.
     *
     * @param other who may take over what this process cannot do
     */
    public static Console ofProcess(CommandTaker other) {
        return new Console(
                new ResultStream(new FileOutputStream(FileDescriptor.out)),
                new TextStream(new FileOutputStream(FileDescriptor.err)),
                Boolean.parseBoolean(System.getenv(TERMINAL_VARIABLE)),
                homeOfProcess(),
                Host.ofProcess(other));
    }

    /** Where a command writes whose user is elsewhere. */
    public static Console of(OutputStream out, OutputStream err, boolean terminal, Path home, Host host) {
        return new Console(new TextStream(out), new TextStream(err), terminal, home, host);
    }

    /** {@code MANAKO_HOME}, or {@code .manako} in the user's home folder. */
    public static Path homeOfProcess() {
        String home = System.getenv("MANAKO_HOME");
        return home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".manako")
                : Path.of(home).toAbsolutePath().normalize();
    }
}
