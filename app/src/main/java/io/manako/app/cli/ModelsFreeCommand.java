package io.manako.app.cli;

import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "free",
        description = "Deletes what a library knows of its photos by a model, to free its space: used again, the model"
                + " encodes the photos anew. Without NAME: prints what each model takes there.")
final class ModelsFreeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private LibraryOption library;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A model, at hand or not.")
    private @Nullable String name;

    ModelsFreeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        library.check();
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(library.directory())) {
            LibraryStore store = opened.store();
            if (name == null) {
                print(store.descriptorUse());
            } else {
                free(ModelCatalogue.isCalled(LoadedWeights.EMBEDDED, name) ? LoadedWeights.EMBEDDED : name, store);
            }
            return Cli.DONE;
        }
    }

    private void free(String model, LibraryStore store) throws CommandFailure {
        DescriptorUse use = store.descriptorUse().stream()
                .filter(any -> any.isOf(model))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("The library knows nothing by a model " + model + "."));
        if (use.spare() == 0) {
            throw new CommandFailure("What " + model
                    + " knows is in use: choose another model in the window's settings," + " or close the window.");
        }
        console.out().println(ModelsCommand.megabytes(store.dropDescriptors(model)) + " are free");
    }

    private void print(List<DescriptorUse> uses) {
        for (DescriptorUse use : uses) {
            String inUse = use.spare() == use.bytes() ? "" : ", in use";
            console.out().println(use.model() + "  " + ModelsCommand.megabytes(use.bytes()) + inUse);
        }
    }
}
