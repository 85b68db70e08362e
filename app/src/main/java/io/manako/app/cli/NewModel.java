package io.manako.app.cli;

import io.manako.engine.models.ModelFolder;
import io.manako.engine.models.ModelFolder.Added;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What commands that bring a model have in common: they may replace one, can be stopped, and tell what came. */
@Command
final class NewModel {
    @Option(names = "--replace", description = "Take the place of a model that is called so already.")
    private boolean replace;

    /** How a model comes into the folder. */
    @FunctionalInterface
    interface Bringing {
        Added into(ModelFolder folder, boolean replace, ProgressListener progress, CancellationToken cancellation)
                throws IOException;
    }

    /** Brings a model with progress on stderr, until the end or Ctrl-C, and tells how it is used. */
    void bring(Bringing bringing, Console console) throws IOException {
        Added added;
        try (Interruption interruption = new Interruption(console);
                ProgressPrinter progress = new ProgressPrinter(console)) {
            added = bringing.into(new ModelFolder(console.home()), replace, progress, interruption.token());
        }
        console.out().println(added.name() + " (" + ModelsCommand.megabytes(added.bytes()) + ") is in " + added.file());
        console.out().println("    SHA-256: " + added.record().sha256());
        if (!added.record().originSha256().equals(added.record().sha256())) {
            console.out()
                    .println(
                            "    made of a file with SHA-256: " + added.record().originSha256());
        }
        console.out().println("Use it with: --model " + added.name());
    }
}
