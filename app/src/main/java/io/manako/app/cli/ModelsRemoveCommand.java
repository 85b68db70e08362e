package io.manako.app.cli;

import io.manako.engine.models.ModelFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Deletes a model from the folder models of MANAKO_HOME, or what has come of one that was not"
                + " fetched to the end. What libraries know by it stays: with the same"
                + " weights again, nothing is encoded twice.")
final class ModelsRemoveCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "A model of 'manako models'.")
    private String name;

    ModelsRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        new ModelFolder(console.home()).remove(name);
        return Cli.DONE;
    }
}
