package io.manako.app.cli;

import io.manako.engine.prompt.PromptException;
import io.manako.engine.store.LibraryBusyException;
import io.manako.engine.store.StoreException;
import io.manako.engine.vit.SenselessModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Runs one command line: what a command throws becomes a sentence on stderr and an exit code. */
public final class Cli {
    static final int DONE = ExitCode.OK;
    static final int FAILED = ExitCode.SOFTWARE;
    static final int WRONG_USE = ExitCode.USAGE;

    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

    private static final String[] FOOTER = {
        "",
        "Without a command, Manako opens its window. The environment variable MANAKO_HOME is the folder of its own data"
                + " (default: .manako in your home folder)."
    };

    private final Console console;
    private final ManakoCommand manako = new ManakoCommand();

    private final DesktopStarter desktop;

    private Cli(Console console, DesktopStarter desktop) {
        this.console = console;
        this.desktop = desktop;
    }

    /**
     * Runs a command.
     *
     * @param desktop opens the window, for the command that needs one
     * @param args the command's name, its options and parameters
     * @return 0 done, 1 failed, 2 wrong use
     */
    public static int run(Console console, DesktopStarter desktop, String... args) {
        return new Cli(console, desktop).run(args);
    }

    private int run(String[] args) {
        CommandLine line = new CommandLine(manako, new CommandFactory(console, desktop));
        line.setOut(new PrintWriter(console.out(), true));
        line.setErr(new PrintWriter(console.err(), true));
        // Set here and not in the annotation, whose texts the other commands inherit.
        line.getCommandSpec().usageMessage().footer(FOOTER);
        line.setParameterExceptionHandler((wrong, rejected) -> wrongUse(wrong));
        line.setExecutionExceptionHandler(
                (failure, failed, parsed) -> handedOver(failure, args).orElseGet(() -> failed(failure)));
        line.registerConverter(Path.class, this::path);
        line.registerConverter(URI.class, Cli::address);
        try {
            return printed(line.execute(isToBeOpened(line, args) ? new String[] {"open", args[0]} : args));
        } catch (Error e) {
            return failed(e);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    /** Systems that know a program by the kinds of files it opens start it with the file alone. */
    private boolean isToBeOpened(CommandLine line, String[] args) {
        if (args.length != 1 || args[0].isBlank() || line.getSubcommands().containsKey(args[0])) {
            return false;
        }
        try {
            return Files.exists(console.host().folder().resolve(args[0]));
        } catch (InvalidPathException e) {
            return false; // what picocli makes of it, it says in a sentence
        }
    }

    private Path path(String name) {
        if (name.isBlank()) {
            // Else it would be the folder that the user happens to be in: a variable of a script that was not set.
            throw new TypeConversionException("an empty name is no name of a file or folder");
        }
        return console.host().folder().resolve(name);
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException("'" + text + "' is no address, such as https://example.com/model");
        }
    }

    /** Done is only what its user got. */
    private int printed(int code) {
        boolean lost = console.out().checkError()
                && !(console.out() instanceof ResultStream results && results.isReadNoMore());
        return code == DONE && lost
                ? failed(new CommandFailure("What was to be printed could not be written: the disk may be full."))
                : code;
    }

    /** Commands open their library before they do anything, so one that is open elsewhere has left nothing behind. */
    private OptionalInt handedOver(Throwable failure, String[] args) {
        return failure instanceof LibraryBusyException busy
                ? console.host().other().run(busy.directory(), console, List.of(args))
                : OptionalInt.empty();
    }

    private int wrongUse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        console.err().println("manako: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, console.err())) {
            console.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return WRONG_USE;
    }

    private int failed(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof ParameterException wrong) {
            return wrongUse(wrong);
        }
        if (failure instanceof PromptException) {
            console.err().println("manako: " + failure.getMessage());
            return WRONG_USE;
        }
        String sentence = sentence(failure);
        switch (failure) {
            // The user's to mend, who has -v to see more.
            case CommandFailure _, IOException _, LibraryBusyException _ ->
                LOG.info("The command failed: {}", sentence);
            case StoreException _, SenselessModelException _ -> LOG.warn("The command failed", failure);
            default -> LOG.error("The command failed", failure);
        }
        console.err().println("manako: " + sentence);
        if (manako.verbose) {
            failure.printStackTrace(console.err());
        }
        return FAILED;
    }

    private String sentence(Throwable failure) {
        return switch (failure) {
            case CommandFailure f -> because(f.getMessage());
            case CancellationException c -> "Stopped before the end.";
            case NoSuchFileException f -> "There is no file or folder " + f.getFile() + ".";
            case AccessDeniedException f -> "There is no permission to use " + f.getFile() + ".";
            case FileSystemException f -> f.getFile() + " cannot be used: " + because(f.getReason());
            case StoreException _, SenselessModelException _ -> because(failure.getMessage());
            case IOException io -> because(io.getMessage()); // the engine's own are whole sentences
            case OutOfMemoryError e ->
                "The memory allowed to Java is used up. Allow more, such as 4 GB,"
                        + " with the environment variable MANAKO_OPTS=-Xmx4g, and run again.";
            case LinkageError e ->
                "A native library of Manako cannot be used on this computer: " + e.getMessage() + ".";
            default ->
                "Something unexpected happened inside Manako (" + failure + "). Details are in "
                        + console.home().resolve("logs") + "; -v prints them here.";
        };
    }

    /** A path as it can be typed. */
    static String typed(Path path) {
        String text = path.toString();
        return text.matches("[^\\s'\"()&;<>*?$`|]+") ? text : '"' + text + '"';
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "the system gives no reason; -v prints the details." : reason;
    }
}
