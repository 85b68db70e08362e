package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.Facets;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.TagCount;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the window's tree below the folders counts. Needs no model, so it starts at once. */
@Command(
        name = "facets",
        description = "Counts what photos of a library are: their collections, tags, cameras, years and stars.")
final class FacetsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private LibraryOption where;

    @Mixin
    private LimitOptions limits;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    FacetsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        where.check();
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            opened.store().notices().forEach(console::note);
            Catalogue catalogue = opened.store().catalogue();
            limits.noteUnknown(catalogue.tags(), console);
            print(Facets.of(catalogue, limits.folder(), limits.filter()));
        }
        return Cli.DONE;
    }

    private void print(Facets facets) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("photos", facets.photos().size());
        if (!json) {
            console.out().println(TagOutput.line(facets.photos().size(), "photos"));
        }
        Map<CollectionName, Integer> collections = new LinkedHashMap<>();
        facets.collections().forEach(collection -> collections.put(collection.name(), collection.photos()));
        section("collections", collections, document);
        tags(facets.tags(), document);
        section("cameras", new TreeMap<>(facets.cameras()), document);
        section("years", new TreeMap<>(facets.years()).descendingMap(), document);
        section("stars", new TreeMap<>(facets.stars()).descendingMap(), document);
        if (json) {
            JsonOutput.print(document, console);
        }
    }

    /** @param counted in the order in which it is printed; what no photo is is left out */
    private void section(String heading, Map<?, Integer> counted, ObjectNode document) {
        ArrayNode all = document.putArray(heading);
        counted.forEach((what, photos) -> {
            if (photos > 0) {
                head(heading, all);
                all.addObject().put("name", what.toString()).put("photos", photos);
                line(TagOutput.line(photos, what));
            }
        });
    }

    private void tags(List<TagCount> tags, ObjectNode document) {
        ArrayNode all = document.putArray("tags");
        for (TagCount tag : tags) {
            if (tag.photos() > 0) {
                head("tags", all);
                TagOutput.node(tag, all.addObject());
                line(TagOutput.line(tag));
            }
        }
    }

    private void head(String heading, ArrayNode all) {
        if (all.isEmpty()) {
            line(heading);
        }
    }

    private void line(String text) {
        if (!json) {
            console.out().println(text);
        }
    }
}
