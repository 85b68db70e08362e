package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionException;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoCollections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Needs no model, so it starts at once. */
@Command(
        name = "collection",
        description =
                "Prints the photos of a collection in the order in which they were added, puts photos in and takes"
                        + " them out; without a name, lists the collections. The photos' files are not touched.")
final class CollectionCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--add",
            arity = "1..*",
            paramLabel = "PHOTO",
            description = "Photos to put in; the collection is made where there is none of this name.")
    private List<Path> added = new ArrayList<>();

    @Option(names = "--remove", arity = "1..*", paramLabel = "PHOTO", description = "Photos to take out.")
    private List<Path> removed = new ArrayList<>();

    @Option(
            names = "--rename",
            paramLabel = "NEW",
            converter = CollectionNameConverter.class,
            description = "Call the collection so from now on.")
    private @Nullable CollectionName renamed;

    @Option(names = "--delete", description = "Forget the collection; its photos stay.")
    private boolean delete;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            converter = CollectionNameConverter.class,
            description = "The collection.")
    private @Nullable CollectionName name;

    CollectionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        CollectionName which = name;
        boolean changes = !added.isEmpty() || !removed.isEmpty();
        if (which == null && (changes || delete || renamed != null)) {
            throw wrong("the NAME of the collection is missing: give it before --add and --remove");
        }
        if (delete && (changes || renamed != null || json)) {
            throw wrong("--delete cannot be given together with other options");
        }
        where.check();
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            LibraryStore store = opened.store();
            if (which == null) {
                list(store.catalogue().collections().all());
            } else if (delete) {
                store.requireWritable();
                store.catalogue().collections().remove(which);
            } else {
                print(change(which, store), store.catalogue());
            }
        } catch (CollectionException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        return Cli.DONE;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** @return what the collection is called now */
    private CollectionName change(CollectionName which, LibraryStore store) throws CommandFailure {
        PhotoCollections collections = store.catalogue().collections();
        // Looked up before anything is changed.
        List<PhotoId> in = photos(added, store);
        List<PhotoId> out = photos(removed, store);
        CollectionName to = renamed;
        if (!in.isEmpty() || !out.isEmpty() || to != null) {
            store.requireWritable();
        }
        if (!in.isEmpty()) {
            collections.add(which, in);
        }
        if (!out.isEmpty()) {
            collections.takeOut(which, out);
        }
        if (to != null) {
            collections.rename(which, to);
        }
        return to == null ? which : to;
    }

    private List<PhotoId> photos(List<Path> files, LibraryStore store) throws CommandFailure {
        return List.copyOf(LibraryPhotos.of(store, where.directory(), files).keySet());
    }

    private void list(List<CollectionCount> collections) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("collections");
        for (CollectionCount collection : collections) {
            all.addObject().put("name", collection.name().text()).put("photos", collection.photos());
            if (!json) {
                console.out().printf(Locale.ROOT, "%,7d  %s%n", collection.photos(), collection.name());
            }
        }
        if (json) {
            JsonOutput.print(document, console);
        }
    }

    private void print(CollectionName which, Catalogue catalogue) throws IOException {
        List<PhotoId> photos = catalogue
                .collections()
                .photos(which)
                .orElseThrow(() -> new CollectionException(Message.of("engine.collection.unknown", which)));
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("name", which.text());
        ArrayNode paths = document.putArray("photos");
        photos.stream().flatMap(photo -> catalogue.photo(photo).stream()).forEach(photo -> {
            paths.add(photo.path().toString());
            if (!json) {
                console.out().println(photo.path());
            }
        });
        if (json) {
            JsonOutput.print(document, console);
        }
    }
}
