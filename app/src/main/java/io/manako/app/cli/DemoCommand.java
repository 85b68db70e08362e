package io.manako.app.cli;

import io.manako.app.export.ExportFormat;
import io.manako.app.export.Exporter;
import io.manako.engine.Engine;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SampleCollection.StartingQuery;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description = "Draws the sample collection into MANAKO_HOME, indexes it, and looks for a thing marked in one of"
                + " its pictures.")
final class DemoCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Console console;

    @Mixin
    private EngineOptions options;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path sample = console.home().resolve("sample");
        Path pictures = SampleCollection.folderIn(console.home());
        try (Interruption interruption = new Interruption(console)) {
            List<SamplePhoto> drawn = draw(pictures, interruption);
            try (Engine engine = Engine.open(options.config(console.home()));
                    PhotoLibrary library = engine.openLibrary(sample.resolve("library"))) {
                IndexCommand.index(library, List.of(pictures), console, interruption);
                search(engine, library, pictures, drawn, sample.resolve("sheet.png"), interruption);
            }
        }
        return Cli.DONE;
    }

    private List<SamplePhoto> draw(Path pictures, Interruption interruption) throws Exception {
        try (ProgressPrinter progress = new ProgressPrinter(console)) {
            return SampleCollection.writeTo(pictures, progress, interruption.token());
        }
    }

    private void search(
            Engine engine,
            PhotoLibrary library,
            Path pictures,
            List<SamplePhoto> drawn,
            Path sheet,
            Interruption interruption)
            throws Exception {
        StartingQuery query = SampleCollection.startingQuery(drawn);
        SearchRequest request = new SearchRequest(List.of(query.box()), Map.of(), SHOWN, null);
        try (QueryPhoto photo = engine.openPhoto(pictures.resolve(query.fileName()))) {
            SearchResult result = library.search(photo, request);
            try (ProgressPrinter progress = new ProgressPrinter(console)) {
                Exporter.write(
                        new LibraryRanking(
                                library, photo, request, result, engine.model().name()),
                        ExportFormat.PNG,
                        sheet,
                        progress,
                        interruption.token());
            }
            HitPrinter.print(result, console);
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%d of these %d show a %s like the one marked in %s.%n",
                            result.hits().stream()
                                    .filter(hit -> shows(drawn, hit.path(), query))
                                    .count(),
                            result.hits().size(),
                            query.kind().label(),
                            query.fileName());
            console.out().println("Look at it: " + sheet);
        }
    }

    private static boolean shows(List<SamplePhoto> drawn, Path picture, StartingQuery query) {
        return drawn.stream()
                .filter(photo -> picture.endsWith(photo.fileName()))
                .flatMap(photo -> photo.objects().stream())
                .anyMatch(object -> object.kind() == query.kind());
    }
}
