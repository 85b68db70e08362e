package io.manako.app;

import io.manako.app.cli.Cli;
import io.manako.app.cli.Console;
import javafx.application.Application;

/** The one entry: no arguments open the desktop, or run the demo where there is no display; arguments are a command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // AWT only draws sheets into memory; it must not look for a display, which may be named but not there.
        System.setProperty("java.awt.headless", "true");
        Console console = Console.ofProcess();
        if (args.length > 0) {
            System.exit(Cli.run(console, args));
        }
        if (hasDisplay()) {
            Application.launch(DesktopApp.class);
            // Natives may have left threads of their own; the library is closed by now.
            System.exit(0);
        }
        console.err().println("There is no display to open a window on, so here is the demo. For all commands: --help");
        System.exit(Cli.run(console, "demo"));
    }

    /** Linux says by a variable whether there is a display; the other systems have one. */
    private static boolean hasDisplay() {
        String display = System.getenv("DISPLAY");
        return !System.getProperty("os.name", "").equals("Linux") || display != null && !display.isBlank();
    }
}
