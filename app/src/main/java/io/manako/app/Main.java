package io.manako.app;

import io.manako.app.cli.Cli;
import io.manako.app.cli.Console;
import io.manako.app.shell.CommandClient;
import io.manako.app.shell.HandOver;
import io.manako.app.shell.SingleDesktop;
import io.manako.engine.device.TrialProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one entry: no arguments open the desktop, or run the demo where there is no display; arguments are a command. */
public final class Main {
    /** A closing desktop writes its library down; its successor waits that long for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] args) {
        // AWT only draws sheets into memory; it must not look for a display, which may be named but not there.
        System.setProperty("java.awt.headless", "true");
        Console console = Console.ofProcess(new CommandClient());
        keepNativesIn(console.home());
        // Natives may leave threads of their own, hence the exit; the library is closed by then.
        if (args.length > 0 && args[0].equals(TrialProcess.ARGUMENT)) {
            TrialProcess.main(Arrays.copyOfRange(args, 1, args.length));
        }
        if (args.length > 0) {
            System.exit(Cli.run(console, Main::desktop, args));
        }
        if (hasDisplay()) {
            System.exit(desktop(console, null));
        }
        console.err().println("There is no display to open a window on, so here is the demo. For all commands: --help");
        System.exit(Cli.run(console, Main::desktop, "demo"));
    }

    /**
     * An installed program keeps all that it makes in one folder, the 130 MB of OpenCV's natives and those of JavaFX, too, which
     * would lie in ~/.javacpp and ~/.openjfx for ever otherwise. What developers build shares those with other builds.
     */
    static void keepNativesIn(Path home) {
        if (System.getProperty("jpackage.app-path") != null) {
            Path natives = home.resolve("natives");
            System.getProperties().putIfAbsent("org.bytedeco.javacpp.cachedir", natives.toString());
            System.getProperties()
                    .putIfAbsent("javafx.cachedir", natives.resolve("openjfx").toString());
        }
    }

    private static int desktop(Console console, @Nullable Path photo) {
        try (SingleDesktop single = new SingleDesktop(console.home())) {
            // A window that is open elsewhere needs no display of this process.
            if (!hasDisplay() && !single.isRunning()) {
                console.err().println("manako: There is no display to open a window on. For all commands: --help");
                return 1;
            }
            return switch (single.claim(new HandOver(photo), PATIENCE)) {
                case MINE -> window(console, single, photo);
                case HANDED_OVER -> 0;
                case NO_ANSWER -> {
                    console.err()
                            .println("manako: Manako is running already with the data in " + console.home()
                                    + " and does not answer. Close it, or end its process, then start again.");
                    yield 1;
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int window(Console console, SingleDesktop single, @Nullable Path photo) {
        try {
            DesktopApp.run(console.home(), single, photo);
            return 0;
        } catch (RuntimeException | LinkageError e) {
            Logger log = LoggerFactory.getLogger(Main.class);
            log.error("no window", e);
            String display = System.getenv("DISPLAY");
            console.err()
                    .println(
                            e instanceof UnsupportedOperationException && display != null
                                    ? "manako: No window can be opened on the display " + display
                                            + ": there is none, or it refuses. Check DISPLAY, or use a command that"
                                            + " needs no window, such as: manako demo"
                                    : "manako: The window could not be opened (" + e + "). Details are in "
                                            + console.home().resolve("logs") + ".");
            return 1;
        }
    }

    /** Linux says by a variable whether there is a display; the other systems have one. */
    private static boolean hasDisplay() {
        String display = System.getenv("DISPLAY");
        return !System.getProperty("os.name", "").equals("Linux") || display != null && !display.isBlank();
    }
}
