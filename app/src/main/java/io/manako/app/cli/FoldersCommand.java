package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.Facets;
import io.manako.engine.filter.Filter;
import io.manako.engine.library.Relocation;
import io.manako.engine.library.RelocationException;
import io.manako.engine.library.Roots;
import io.manako.engine.store.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Needs no model, so it starts at once. */
@Command(
        name = "folders",
        description =
                "Lists the folders of a library with how many photos lie in each, takes folders out, and says where one"
                        + " lies now; 'manako index' adds them. No photo's file is touched.")
final class FoldersCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--remove",
            arity = "1..*",
            paramLabel = "FOLDER",
            description =
                    "Folders to take out: their photos are found no more. Their tags and all else that is known of"
                            + " them is kept, and is there again when the folder is indexed again.")
    private List<Path> removed = new ArrayList<>();

    @Option(
            names = "--relocate",
            arity = "2",
            paramLabel = "PLACE",
            description = "A folder and where it lies now: what is known of its photos goes along.")
    private @Nullable List<Path> relocated;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    FoldersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        where.check();
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            opened.store().notices().forEach(console::note);
            change(opened);
            print(opened.store().catalogue());
        } catch (RelocationException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        return Cli.DONE;
    }

    private void change(Libraries.OpenedStore opened) throws CommandFailure {
        List<Path> roots = opened.store().catalogue().roots();
        List<Path> folders = removed.stream().map(FoldersCommand::whole).toList();
        for (Path folder : folders) { // before anything is changed
            if (!roots.contains(folder)) {
                throw new CommandFailure(
                        folder + " is no folder of the library; 'manako folders' without --remove lists them.");
            }
        }
        List<Path> places = relocated;
        if (places != null) {
            opened.changeFolders()
                    .accept(catalogue -> Relocation.apply(catalogue, whole(places.getFirst()), places.getLast()));
        }
        for (Path folder : folders) {
            opened.changeFolders().accept(catalogue -> Roots.remove(catalogue, folder));
        }
    }

    private static Path whole(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private void print(Catalogue catalogue) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("folders");
        for (Path folder : catalogue.roots()) {
            int count = Facets.of(catalogue, folder, Filter.EVERYTHING).photos().size();
            boolean there = Files.isDirectory(folder);
            all.addObject()
                    .put("folder", folder.toString())
                    .put("photos", count)
                    .put("there", there);
            if (!json) {
                console.out().println(TagOutput.line(count, folder) + (there ? "" : "  (offline)"));
            }
        }
        if (json) {
            JsonOutput.print(document, console);
        }
    }
}
