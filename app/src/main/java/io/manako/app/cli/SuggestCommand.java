package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.app.export.HitJson;
import io.manako.engine.LearnedTags;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.TagSuggestion;
import io.manako.engine.labels.LabelException;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
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

@Command(
        name = "suggest",
        description = "Learns the library's tags from the photos that have them and prints which others may well have"
                + " them, the most probable first; --accept and --reject say of photos whether that is so.")
final class SuggestCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--tag",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "The one tag to suggest, accept or reject.")
    private @Nullable TagName tag;

    @Option(names = "-k", paramLabel = "N", description = "Suggestions wanted (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--accept", description = "Put the tag of --tag on the photos.")
    private boolean accept;

    @Option(
            names = "--reject",
            description =
                    "The photos have not the tag of --tag: it is not suggested for them again, and what is learned"
                            + " next learns from that.")
    private boolean reject;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    @Mixin
    private EngineOptions options;

    @Parameters(arity = "0..*", paramLabel = "PHOTO", description = "Photos of the library, for --accept and --reject.")
    private List<Path> files = new ArrayList<>();

    SuggestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        boolean judges = accept || reject;
        if (accept && reject || judges && (tag == null || files.isEmpty() || json) || !judges && !files.isEmpty()) {
            throw wrong("--accept or --reject, one of them, take --tag NAME and PHOTO…, and nothing else takes photos");
        }
        if (limit < 1) {
            throw wrong("-k must be 1 or more, not " + limit);
        }
        where.check();
        TagName judged = tag;
        if (judges && judged != null) {
            judge(judged);
        } else {
            suggest();
        }
        return Cli.DONE;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void judge(TagName judged) throws CommandFailure {
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            LibraryStore store = opened.store();
            List<PhotoId> photos = new ArrayList<>();
            for (Path file : files) {
                photos.add(store.catalogue()
                        .find(file)
                        .orElseThrow(
                                () -> new CommandFailure(file + " is no photo of the library. Nothing was changed.")));
            }
            List<TagName> one = List.of(judged);
            store.catalogue()
                    .tags()
                    .apply(accept ? TagEdit.of(photos, one, List.of()) : TagEdit.of(photos, List.of(), one));
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%,d photos %s the tag %s%n",
                            photos.size(),
                            accept ? "have" : "do not have",
                            judged);
        }
    }

    private void suggest() throws Exception {
        try (Interruption interruption = new Interruption(console);
                Libraries.Opened opened =
                        console.host().libraries().open(options.config(console.home()), where.directory());
                ProgressPrinter progress = new ProgressPrinter(console)) {
            PhotoLibrary library = opened.library();
            library.notices().forEach(console::note);
            LearnedTags learned = library.learnTags(tag, progress, interruption.token());
            List<TagSuggestion> suggestions = learned.suggest(null, limit, interruption.token());
            progress.close();
            print(suggestions.subList(0, Math.min(limit, suggestions.size())));
        } catch (LabelException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void print(List<TagSuggestion> suggestions) throws IOException {
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode all = document.putArray("suggestions");
            for (TagSuggestion suggestion : suggestions) {
                ObjectNode written = all.addObject()
                        .put("tag", suggestion.tag().text())
                        .put("probability", HitJson.rounded(suggestion.probability(), 4))
                        .put("path", suggestion.path().toString());
                ArrayNode place = written.putArray("box");
                Box box = suggestion.place();
                for (double side : new double[] {box.x(), box.y(), box.width(), box.height()}) {
                    place.add(Math.round(side));
                }
            }
            JsonOutput.print(document, console);
            return;
        }
        for (TagSuggestion suggestion : suggestions) {
            Box box = suggestion.place();
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%5.1f %%  %s  %.0f,%.0f,%.0f,%.0f  %s%n",
                            100 * suggestion.probability(),
                            suggestion.tag(),
                            box.x(),
                            box.y(),
                            box.width(),
                            box.height(),
                            suggestion.path());
        }
    }
}
