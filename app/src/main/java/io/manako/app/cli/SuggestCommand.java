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
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
        description =
                "Learns the library's tags from the photos that have them, unless that was done before and nothing has"
                        + " changed, and prints which others may well have them, the most probable first; --accept and --reject say"
                        + " of photos whether that is so.")
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

    @Option(
            names = "--accept",
            description = "Put the tag of --tag on the photos, for the place where it is suggested.")
    private boolean accept;

    @Option(
            names = "--reject",
            description =
                    "The photos have not the tag of --tag: it is not suggested for them again, and what is learned"
                            + " next learns from that.")
    private boolean reject;

    @Option(
            names = "--forget",
            description =
                    "Throw away what was learned, of all models; tags and rejections stay, and can be learned again.")
    private boolean forget;

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
        if (forget && (judges || tag != null || json)) {
            throw wrong("--forget stands alone: what was learned of all tags goes");
        }
        if (limit < 1) {
            throw wrong("-k must be 1 or more, not " + limit);
        }
        where.check();
        TagName judged = tag;
        if (forget) {
            forget();
        } else if (accept && judged != null) {
            accept(judged);
        } else if (reject && judged != null) {
            reject(judged);
        } else {
            suggest();
        }
        return Cli.DONE;
    }

    private void forget() throws CommandFailure {
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            opened.store().forgetLabels();
            console.out().println("What was learned of the tags is forgotten; the tags stay.");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void accept(TagName accepted) throws Exception {
        try (Interruption interruption = new Interruption(console);
                Libraries.Opened opened =
                        console.host().libraries().open(options.config(console.home()), where.directory())) {
            PhotoLibrary library = opened.library();
            List<PhotoId> photos = photos(library::find);
            Map<PhotoId, PhotoRegion> places = places(library, accepted, photos, interruption.token());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            library.tags()
                    .apply(new TagEdit(
                            photos.stream()
                                    .map(photo -> new PhotoTag(photo, accepted, places.get(photo), now))
                                    .toList(),
                            List.of()));
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%s with the tag %s, %,d of them where it was suggested%n",
                            Counted.of(photos.size(), "photo"),
                            accepted,
                            places.size());
        }
    }

    /** Where in the photos the tag is suggested; none where it cannot be learned, or they have it already. */
    private Map<PhotoId, PhotoRegion> places(
            PhotoLibrary library, TagName accepted, List<PhotoId> photos, CancellationToken cancellation) {
        Map<PhotoId, PhotoRegion> places = new HashMap<>();
        try (ProgressPrinter progress = new ProgressPrinter(console)) {
            LearnedTags learned = library.learnTags(accepted, progress, cancellation);
            for (TagSuggestion one : learned.suggest(Set.copyOf(photos), photos.size(), cancellation)) {
                PhotoRegion region = PhotoRegion.of(one.place(), one.width(), one.height());
                if (region != null) {
                    places.put(one.photo(), region);
                }
            }
        } catch (LabelException e) {
            console.note(e.wording());
        }
        return places;
    }

    private void reject(TagName rejected) throws CommandFailure {
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            LibraryStore store = opened.store();
            List<PhotoId> photos = photos(store.catalogue()::find);
            store.catalogue().tags().apply(TagEdit.of(photos, List.of(), List.of(rejected)));
            console.out().printf("%s without the tag %s%n", Counted.of(photos.size(), "photo"), rejected);
        }
    }

    private List<PhotoId> photos(Function<Path, Optional<PhotoId>> find) throws CommandFailure {
        List<PhotoId> photos = new ArrayList<>();
        for (Path file : files) {
            photos.add(find.apply(file)
                    .orElseThrow(() -> new CommandFailure(file + " is no photo of the library. Nothing was changed.")));
        }
        return photos;
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
            console.err()
                    .printf(
                            Locale.ROOT,
                            learned.reused()
                                    ? "As learned before from %s; their tags are the same since.%n"
                                    : "Learned from %s.%n",
                            Counted.of(learned.photos(), "photo"));
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
                written.set("box", HitJson.sides(suggestion.place()));
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
