package io.manako.app.cli;

import io.manako.engine.PhotoLibrary;
import io.manako.engine.index.IndexJob;
import io.manako.engine.index.IndexReport;
import io.manako.engine.photo.PhotoFormat;
import io.manako.engine.store.UnreadableFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "index",
        description = "Looks through folders and encodes the new and changed photos. Photos are only ever read.")
final class IndexCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Option(
            names = "--library",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the library; made where there is none.")
    private Path directory;

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Folders of photos; subfolders are included.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private EngineOptions options;

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(
                        Files.exists(folder)
                                ? folder + " is not a folder; give the folder that the photos are in."
                                : "There is no folder " + folder + ".");
            }
        }
        try (Interruption interruption = new Interruption(console);
                Libraries.Opened opened = console.host().libraries().open(options.config(console.home()), directory)) {
            PhotoLibrary library = opened.library();
            if (!library.readOnly()) {
                library.notices().forEach(console::note); // else the refusal to index says it all
            }
            IndexReport report = index(library, folders, console, interruption);
            print(report, library);
            return report.cancelled() ? Cli.FAILED : Cli.DONE;
        }
    }

    /** Indexes with progress on stderr, until the end or Ctrl-C. */
    static IndexReport index(PhotoLibrary library, List<Path> folders, Console console, Interruption interruption) {
        try (ProgressPrinter progress = new ProgressPrinter(console)) {
            IndexJob job = library.index(folders, progress);
            interruption.onInterrupt(job::cancel);
            return job.result().join();
        }
    }

    private void print(IndexReport report, PhotoLibrary library) throws IOException {
        PrintStream out = console.out();
        if (report.cancelled()) {
            out.println("Stopped before the end; the next run goes on from here.");
        }
        out.printf(
                Locale.ROOT,
                "%s found: %,d encoded (%.1f a second), %,d unchanged, %,d moved, %,d copies, %,d unreadable%n",
                Counted.of(report.found(), "photo file"),
                report.encoded(),
                report.photosPerSecond(),
                report.unchanged(),
                report.moved(),
                report.copies(),
                report.unreadable());
        if (report.missing() + report.offline() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d files are gone and %,d are on drives that are not there; their photos are remembered%n",
                    report.missing(),
                    report.offline());
        }
        report.notices().forEach(notice -> out.println("note: " + notice.english()));
        for (Map.Entry<String, Integer> skipped : new TreeMap<>(report.skipped()).entrySet()) {
            int files = skipped.getValue();
            out.printf(
                    Locale.ROOT,
                    "skipped: %,d %s of format %s%n",
                    files,
                    files == 1 ? "file" : "files",
                    skipped.getKey());
        }
        PhotoFormat.whatHelps(report.skipped().keySet()).forEach(line -> out.println("note: " + line.english()));
        List<UnreadableFile> unreadable = library.unreadable();
        for (UnreadableFile file : unreadable.subList(0, Math.min(LISTED, unreadable.size()))) {
            out.println("unreadable: " + file.path() + ": " + file.message().english());
        }
        if (unreadable.size() > LISTED) {
            out.printf(Locale.ROOT, "… and %,d more unreadable files%n", unreadable.size() - LISTED);
        }
        out.printf(Locale.ROOT, "%s in %s%n", Counted.of(library.size(), "photo"), library.directory());
    }
}
