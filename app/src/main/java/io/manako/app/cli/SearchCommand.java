package io.manako.app.cli;

import io.manako.app.export.ExportFormat;
import io.manako.app.export.Exporter;
import io.manako.app.export.HitJson;
import io.manako.engine.Engine;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.SameThingResult;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.labels.LabelException;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.PromptException;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SearchName;
import io.manako.engine.task.CancellationToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Finds the photos of a library that show what is marked in a photo; without a mark,"
                + " those that are like the whole photo; and by words, with a photo or without.")
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @ArgGroup
    private QueryFile asked = new QueryFile();

    /** The photo, with its option or without. */
    private static final class QueryFile {
        @Option(names = "--photo", paramLabel = "FILE", description = "Photo to ask with; need not be in the library.")
        private @Nullable Path option;

        @Parameters(arity = "0..1", paramLabel = "PHOTO", description = "The same without --photo.")
        private @Nullable Path parameter;

        @Nullable
        Path path() {
            return option == null ? parameter : option;
        }
    }

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Words that photos shall have in their tags, titles, captions or names, such as"
                    + " 'red AND chair NOT person \"desk lamp\" ca*'.")
    private String words = "";

    @Mixin
    private PromptOptions prompts;

    @Mixin
    private FeedbackOptions feedback;

    @Option(names = "-k", paramLabel = "N", description = "Hits wanted (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--save",
            paramLabel = "NAME",
            converter = SearchNameConverter.class,
            description = "Keep the search under a name, with a small copy of the photo: 'manako saved' asks it again.")
    private @Nullable SearchName saved;

    @Option(
            names = "--learned-tags",
            description =
                    "Learn the tags of the library's photos first, and rank by what the marked thing may be called, too.")
    private boolean learnedTags;

    @Option(
            names = "--same",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "" + GeometricVerifier.THOROUGH,
            description =
                    "How many of the best photos are looked at for the very same thing, not only one of its kind, told by"
                            + " fine marks and patterns whose places agree: those that show it come first (default:"
                            + " ${DEFAULT-VALUE}; --same alone: ${FALLBACK-VALUE}; 0: none). Takes seconds.")
    private int same = GeometricVerifier.GLANCE;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    @Option(names = "--sheet", paramLabel = "OUT.png", description = "Write a picture of the question and its hits.")
    private @Nullable Path sheet;

    @Option(
            names = "--export",
            paramLabel = "OUT",
            description = "Write the hits as a list (.csv, .json) or the question and its hits as a sheet (.html, .pdf,"
                    + " .png); can be given more than once.")
    private List<Path> exports = new ArrayList<>();

    @Mixin
    private EngineOptions options;

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path file = asked.path();
        if (file == null && words.isBlank()) {
            throw new ParameterException(
                    command.commandLine(), "give a --photo to ask with, words with --text, or both");
        }
        if (file == null && learnedTags) {
            throw new ParameterException(
                    command.commandLine(),
                    "--learned-tags needs the --photo whose marked thing is to be called something");
        }
        if (file == null && (prompts.given() || sheet != null)) {
            throw new ParameterException(
                    command.commandLine(), "--box, --point, --mask and --sheet need the --photo that they are about");
        }
        if (file == null && feedback.wantsMore()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--like needs the --photo whose hits it moves; --tag and --text find photos by what is said of them");
        }
        if (sameWanted() && !prompts.given()) {
            throw new ParameterException(
                    command.commandLine(), "--same needs a --box, --point or --mask around the thing that is meant");
        }
        if (same < 0) {
            throw new ParameterException(command.commandLine(), "--same must be 0 or more, not " + same);
        }
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "-k must be 1 or more, not " + limit);
        }
        if (sheet != null && !sheet.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ParameterException(command.commandLine(), "--sheet writes a PNG: its name must end in .png");
        }
        for (Path out : exports) {
            if (file == null && !format(out).isList()) {
                throw new ParameterException(
                        command.commandLine(),
                        "a sheet shows the photo that was asked with: give a --photo, or a name that ends in .csv or .json");
            }
        }
        where.check();
        try (Interruption interruption = new Interruption(console);
                Libraries.Opened opened =
                        console.host().libraries().open(options.config(console.home()), where.directory())) {
            Engine engine = opened.engine();
            PhotoLibrary library = opened.library();
            library.notices().forEach(console::note);
            if (library.size() == 0) {
                throw CommandFailure.noPhotos(
                        where.directory(), options.describe(engine.model().name()));
            }
            limits.noteUnknown(library.tags(), console);
            if (learnedTags) {
                learnTags(library, interruption.token());
            }
            if (file == null) {
                SearchRequest request = request(List.of(), library);
                SearchResult result = library.search(request);
                save(library, null, request);
                answer(
                        new LibraryRanking(
                                library, null, request, result, engine.model().name()),
                        interruption);
            } else {
                try (QueryPhoto photo = engine.openPhoto(file)) {
                    SearchRequest request = request(prompts.on(photo.width(), photo.height()), library);
                    SearchResult result = request.marksAThing() && same > 0
                            ? same(library, photo, request, interruption.token())
                            : library.search(photo, request);
                    save(library, photo, request);
                    answer(
                            new LibraryRanking(
                                    library,
                                    photo,
                                    request,
                                    result,
                                    engine.model().name()),
                            interruption);
                }
            }
        }
        return Cli.DONE;
    }

    private boolean sameWanted() {
        return command.commandLine().getParseResult().hasMatchedOption("--same") && same > 0;
    }

    private SearchResult same(
            PhotoLibrary library, QueryPhoto photo, SearchRequest request, CancellationToken cancellation) {
        SearchResult plain = library.search(photo, request.limit(Math.max(same, limit)));
        try (ProgressPrinter progress = new ProgressPrinter(console)) {
            SameThingResult found = library.sameThing().among(plain, photo, request, same, progress, cancellation);
            // Who did not ask hears of it where there is something to hear.
            if (sameWanted() || found.same() > 0) {
                console.err()
                        .println(
                                found.isFeatureless()
                                        ? "What is marked has too little pattern to be known again: these are things of its kind."
                                        : String.format(
                                                Locale.ROOT,
                                                "The very same thing in %d of the best %d photos.",
                                                found.same(),
                                                found.looked()));
            }
            return found.result().first(limit);
        } catch (PromptException e) {
            // A mark that covers a patch of the photo may be too small for the pixels that geometry looks at.
            if (sameWanted()) {
                throw e;
            }
            return plain.first(limit);
        }
    }

    private void learnTags(PhotoLibrary library, CancellationToken cancellation) throws CommandFailure {
        try (ProgressPrinter progress = new ProgressPrinter(console)) {
            library.learnTags(null, progress, cancellation);
        } catch (LabelException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private SearchRequest request(List<Prompt> marks, PhotoLibrary library) throws CommandFailure {
        return new SearchRequest(
                marks,
                Map.of(),
                limit,
                limits.folder(),
                limits.filter(),
                feedback.on(library, console.host().folder()),
                true,
                words);
    }

    private void save(PhotoLibrary library, @Nullable QueryPhoto photo, SearchRequest request) throws CommandFailure {
        SearchName name = saved;
        if (name == null) {
            return;
        }
        try {
            library.searches().save(name, photo, request);
        } catch (SavedSearchException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        console.err().println("Saved: " + name);
    }

    private void answer(LibraryRanking ranking, Interruption interruption) throws Exception {
        write(ranking, interruption.token());
        print(ranking);
    }

    private ExportFormat format(Path out) {
        return ExportFormat.of(out)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "--export does not know what to write into " + out + ": its name must end in "
                                + ExportFormat.endings()));
    }

    private void write(LibraryRanking ranking, CancellationToken cancellation) throws Exception {
        if (sheet != null) {
            write(ranking, ExportFormat.PNG, sheet, cancellation);
            console.err().println("Sheet: " + sheet.toAbsolutePath().normalize());
        }
        for (Path out : exports) {
            write(ranking, format(out), out, cancellation);
            console.err().println("Written: " + out.toAbsolutePath().normalize());
        }
    }

    private void write(LibraryRanking ranking, ExportFormat format, Path out, CancellationToken cancellation)
            throws Exception {
        // A slip of the hand must not cost a photo.
        Path query = asked.path();
        if (Files.exists(out)
                && (query != null && Files.isSameFile(out, query)
                        || ranking.library().isPhoto(out))) {
            throw new CommandFailure(out + " is a photo, and photos are never written. Give another name.");
        }
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (ProgressPrinter progress = new ProgressPrinter(console)) {
            Exporter.write(ranking, format, out, progress, cancellation);
        }
    }

    private void print(LibraryRanking ranking) throws Exception {
        SearchResult result = ranking.result();
        if (json) {
            JsonOutput.print(HitJson.of(ranking.photo(), ranking.model(), result), console);
            return;
        }
        HitPrinter.print(result, console);
        console.err()
                .printf(
                        Locale.ROOT,
                        "%s searched with model %s: encoding %.0f ms, ranking %.1f ms%n",
                        Counted.of(result.searched(), "photo"),
                        ranking.model(),
                        result.millis().encode(),
                        result.millis().rank());
    }
}
