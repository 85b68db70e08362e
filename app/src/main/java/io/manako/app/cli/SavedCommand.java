package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.app.export.HitJson;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.ReopenedSearch;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SavedSearches;
import io.manako.engine.store.SearchName;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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

/** Lists and renames without a model, so at once; asks again with one. */
@Command(
        name = "saved",
        description = "Asks a search again that 'manako search --save' has kept, and says which hits were not in the"
                + " library when it was last looked at; without a name, lists the saved searches.")
final class SavedCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--rename",
            paramLabel = "NEW",
            converter = SearchNameConverter.class,
            description = "Call the search so from now on.")
    private @Nullable SearchName renamed;

    @Option(names = "--delete", description = "Forget the search; photos are not touched.")
    private boolean delete;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            converter = SearchNameConverter.class,
            description = "The search to ask again.")
    private @Nullable SearchName name;

    @Mixin
    private EngineOptions options;

    SavedCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        SearchName which = name;
        if (which == null && (delete || renamed != null)) {
            throw wrong("the NAME of the search is missing");
        }
        if (delete && renamed != null) {
            throw wrong("--delete and --rename cannot be given together");
        }
        if ((delete || renamed != null) && json) {
            throw wrong("--json prints searches and hits: --delete and --rename print nothing");
        }
        where.check();
        try {
            if (which != null && !delete && renamed == null) {
                ask(which);
            } else {
                keep(which);
            }
        } catch (SavedSearchException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        return Cli.DONE;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** What needs no model. */
    private void keep(@Nullable SearchName which) throws Exception {
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            SavedSearches searches = opened.store().catalogue().searches();
            SearchName to = renamed;
            if (which == null) {
                SavedList.print(searches.all(), json, TIME, console);
            } else if (to == null) {
                searches.remove(which);
            } else {
                searches.rename(which, to);
            }
        }
    }

    private void ask(SearchName which) throws Exception {
        try (Interruption interruption = new Interruption(console);
                Libraries.Opened opened =
                        console.host().libraries().open(options.config(console.home()), where.directory())) {
            PhotoLibrary library = opened.library();
            library.notices().forEach(console::note);
            String model = opened.engine().model().name();
            if (library.size() == 0) {
                throw CommandFailure.noPhotos(where.directory(), options.describe(model));
            }
            try (ReopenedSearch search = library.searches().open(which)) {
                search.notice().ifPresent(console::note);
                SearchResult result = search.search();
                interruption.token().throwIfCancelled();
                print(search, result, model);
            }
            if (!library.readOnly()) {
                library.searches().looked(which); // after the hits were printed: not before somebody could see them
            }
        }
    }

    private void print(ReopenedSearch search, SearchResult result, String model) throws IOException {
        List<Hit> hits = result.hits();
        if (json) {
            QueryPhoto photo = search.photo();
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("search", search.name().text())
                    .put("since", search.looked().toString());
            document.setAll(HitJson.of(photo == null ? null : photo.path(), model, result));
            for (int i = 0; i < hits.size(); i++) {
                ((ObjectNode) document.required("hits").required(i))
                        .put("new", search.isNew(hits.get(i).id()));
            }
            JsonOutput.print(document, console);
            return;
        }
        HitPrinter.print(result, console, hit -> search.isNew(hit.id()) ? "  new" : "");
        console.err()
                .printf(
                        Locale.ROOT,
                        "%,d of %,d hits are new since %s%n",
                        hits.stream().filter(hit -> search.isNew(hit.id())).count(),
                        hits.size(),
                        text(search.looked()));
    }

    private static String text(Instant when) {
        return TIME.format(when);
    }
}
