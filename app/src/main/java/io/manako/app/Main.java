package io.manako.app;

import io.manako.app.cli.Cli;
import io.manako.app.cli.Console;

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
        console.err().println("There is no display to open a window on, so here is the demo. For all commands: --help");
        System.exit(Cli.run(console, "demo"));
    }
}
