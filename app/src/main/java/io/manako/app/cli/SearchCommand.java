package io.manako.app.cli;

import io.manako.app.export.ExportFormat;
import io.manako.app.export.Exporter;
import io.manako.app.export.HitJson;
import io.manako.engine.Engine;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.filter.Filter;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Finds the photos of a library that show what is marked in a photo; without a mark,"
                + " those that are like the whole photo.")
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Option(names = "--library", required = true, paramLabel = "DIR", description = "Folder of the library.")
    private Path directory;

    @Option(
            names = "--photo",
            required = true,
            paramLabel = "FILE",
            description = "Photo to ask with; need not be in the library.")
    private Path file;

    @Mixin
    private PromptOptions prompts;

    @Mixin
    private FeedbackOptions feedback;

    @Option(names = "-k", paramLabel = "N", description = "Hits wanted (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--folder", paramLabel = "F", description = "Only photos in this folder and below it.")
    private @Nullable Path folder;

    @Option(
            names = "--tag",
            paramLabel = "EXPR",
            converter = FilterConverter.class,
            description = "Only photos with these tags, such as 'lamp NOT (desk OR \"floor lamp\") date:2024'; AND, OR,"
                    + " NOT, ca*, folder:NAME, date:2024-05..2025, camera:NAME, rating:3..")
    private Filter filter = Filter.EVERYTHING;

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
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "-k must be 1 or more, not " + limit);
        }
        if (sheet != null && !sheet.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ParameterException(command.commandLine(), "--sheet writes a PNG: its name must end in .png");
        }
        for (Path out : exports) {
            format(out);
        }
        if (!PhotoLibrary.exists(directory)) {
            throw CommandFailure.noLibrary(directory);
        }
        try (Interruption interruption = new Interruption();
                Engine engine = Engine.open(options.config(console.home()));
                PhotoLibrary library = engine.openLibrary(directory)) {
            library.notices().forEach(console::note);
            if (library.size() == 0) {
                throw new CommandFailure("The library in " + directory + " holds no photos encoded with the model "
                        + options.describe(engine.model().name()) + ". Encode some with: "
                        + CommandFailure.indexing(directory));
            }
            try (QueryPhoto photo = engine.openPhoto(file)) {
                SearchRequest request = new SearchRequest(
                        prompts.on(photo.width(), photo.height()),
                        Map.of(),
                        limit,
                        folder == null ? null : folder.toAbsolutePath().normalize(),
                        filter,
                        feedback.on(library),
                        true);
                SearchResult result = library.search(photo, request);
                write(
                        new LibraryRanking(
                                library, photo, request, result, engine.model().name()),
                        interruption.token());
                print(engine, result);
            }
        }
        return Cli.DONE;
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
        if (Files.exists(out)
                && (Files.isSameFile(out, file) || ranking.library().isPhoto(out))) {
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

    private void print(Engine engine, SearchResult result) throws Exception {
        if (json) {
            JsonOutput.print(
                    HitJson.of(file.toAbsolutePath().normalize(), engine.model().name(), result), console);
            return;
        }
        print(result, console);
        console.err()
                .printf(
                        Locale.ROOT,
                        "%,d photos searched with model %s: encoding %.0f ms, ranking %.1f ms%n",
                        result.searched(),
                        engine.model().name(),
                        result.millis().encode(),
                        result.millis().rank());
    }

    /** One line for each hit: rank, score, box, path. */
    static void print(SearchResult result, Console console) {
        if (result.hits().isEmpty()) {
            console.err().println("No photo was found.");
        }
        for (Hit hit : result.hits()) {
            Box box = hit.box();
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%3d  %6.3f  %-22s %s%n",
                            hit.rank(),
                            hit.score(),
                            String.format(
                                    Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", box.x(), box.y(), box.width(), box.height()),
                            hit.path());
        }
    }
}
