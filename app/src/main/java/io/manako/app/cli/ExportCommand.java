package io.manako.app.cli;

import io.manako.engine.library.SidecarExport;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Needs no model, so it starts at once. */
@Command(
        name = "export",
        description = "Writes what a library knows of photos for other programs: --sidecars puts tags, their hierarchy,"
                + " their boxes and stars into XMP files beside the photos. What such a file says otherwise stays, and the"
                + " photos themselves are not touched.")
final class ExportCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(names = "--sidecars", description = "Write photo.jpg.xmp beside each photo.jpg.")
    private boolean sidecars;

    @Option(
            names = "--short-names",
            description = "Write photo.xmp, as Lightroom, Bridge and Capture One call it. The file says to which ending"
                    + " it belongs, and one that belongs to another photo is left as it is.")
    private boolean shortNames;

    @Parameters(
            arity = "0..*",
            paramLabel = "PHOTO",
            description = "Photos of the library (default: all that you gave tags or stars).")
    private List<Path> files = new ArrayList<>();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!sidecars) {
            throw new ParameterException(command.commandLine(), "say what to export: --sidecars");
        }
        where.check();
        try (Interruption interruption = new Interruption(console);
                Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory());
                ProgressPrinter progress = new ProgressPrinter(console)) {
            LibraryStore store = opened.store();
            store.notices().forEach(console::note);
            Catalogue catalogue = store.catalogue();
            SidecarExport.Outcome outcome = new SidecarExport(
                            catalogue, shortNames ? SidecarName.STEM : SidecarName.WHOLE)
                    .write(photos(catalogue), progress, interruption.token());
            progress.close();
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%s written, %,d unchanged, %,d failed%n",
                            Counted.of(outcome.written(), "XMP file"),
                            outcome.unchanged(),
                            outcome.failures().size());
            outcome.failures().stream()
                    .limit(LISTED)
                    .forEach(failure -> console.err().println("manako: " + failure.english()));
            if (outcome.failures().size() > LISTED) {
                console.err()
                        .printf(
                                Locale.ROOT,
                                "manako: … and %,d more%n",
                                outcome.failures().size() - LISTED);
            }
            return outcome.failures().isEmpty() ? Cli.DONE : Cli.FAILED;
        }
    }

    private Set<PhotoId> photos(Catalogue catalogue) throws CommandFailure {
        Set<PhotoId> photos = new LinkedHashSet<>();
        for (Path file : files) {
            photos.add(catalogue
                    .find(file)
                    .orElseThrow(() -> new CommandFailure(file
                            + " is no photo of the library. Nothing was written; put it in with: "
                            + CommandFailure.indexing(where.directory()))));
        }
        if (files.isEmpty()) {
            catalogue.photos().stream().map(PhotoRow::id).forEach(photos::add);
        }
        return photos;
    }
}
