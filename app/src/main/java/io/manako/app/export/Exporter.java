package io.manako.app.export;

import io.manako.app.sheet.Sheet;
import io.manako.app.sheet.SheetRenderer;
import io.manako.engine.file.WholeFile;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a ranking into a file, whole or not at all. Stateless. */
public final class Exporter {
    private Exporter() {}

    /**
     * Writes a ranking. A contact sheet looks at its hits once more, which takes a good part of a second each.
     *
     * @param file replaced if it exists; its folder must exist
     * @throws IOException if the file cannot be written, or the query photo not be read any more
     * @throws java.util.concurrent.CancellationException if cancelled; then nothing is written
     */
    public static void write(
            Ranking ranking, ExportFormat format, Path file, ProgressListener progress, CancellationToken cancellation)
            throws IOException {
        byte[] content = switch (format) {
            case CSV -> HitCsv.of(ranking.result());
            case JSON ->
                JsonText.of(HitJson.of(ranking.photo(), ranking.model(), ranking.result()))
                        .getBytes(StandardCharsets.UTF_8);
            case PNG -> PictureWriter.png(new SheetRenderer().render(sheet(ranking, progress, cancellation)));
            case HTML -> HtmlSheet.of(sheet(ranking, progress, cancellation));
            case PDF -> PdfSheet.of(sheet(ranking, progress, cancellation));
        };
        cancellation.throwIfCancelled();
        WholeFile.write(file, content);
        progress.onProgress(Progress.of("export.write", 1, 1));
    }

    private static Sheet sheet(Ranking ranking, ProgressListener progress, CancellationToken cancellation)
            throws IOException {
        Sheet sheet = SheetAssembly.assemble(ranking, progress, cancellation);
        progress.onProgress(Progress.of("export.write", 0, 1));
        return sheet;
    }
}
