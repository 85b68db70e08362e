package io.manako.app.cli;

import io.manako.app.sheet.Sheet;
import io.manako.app.sheet.SheetRenderer;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a sheet shows of a search. */
final class SheetAssembly {
    /** Each hit on the sheet is encoded once more for its overlay: more would keep the user waiting for minutes. */
    static final int MOST_TILES = 50;

    private static final int THUMBNAIL = 640;

    private SheetAssembly() {}

    static Sheet assemble(
            PhotoLibrary library,
            QueryPhoto photo,
            SearchRequest request,
            SearchResult result,
            String model,
            ProgressListener progress) {
        List<Hit> shown =
                result.hits().subList(0, Math.min(MOST_TILES, result.hits().size()));
        List<Sheet.Tile> tiles = new ArrayList<>();
        for (Hit hit : shown) {
            progress.onProgress(Progress.of("sheet.explain", tiles.size(), shown.size()));
            tiles.add(tile(library, photo, request, hit));
        }
        Path name = photo.path().getFileName();
        Sheet.Query query = new Sheet.Query(
                name == null ? photo.path().toString() : name.toString(),
                photo.picture(),
                photo.width(),
                photo.height(),
                request.prompts());
        return new Sheet(query, photo.attention(), result, model, tiles);
    }

    private static Sheet.Tile tile(PhotoLibrary library, QueryPhoto photo, SearchRequest request, Hit hit) {
        try {
            Raster picture = library.thumbnail(hit.id(), THUMBNAIL);
            Explanation explanation = library.explain(photo, request, hit);
            return new Sheet.Tile(hit, picture, explanation);
        } catch (UnreadablePhotoException e) {
            // Found by its descriptor although its file is gone or on a drive that is not plugged in: the tile says so.
            return new Sheet.Tile(hit, null, null);
        }
    }

    static void write(Sheet sheet, Path out) throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        PictureWriter.write(new SheetRenderer().render(sheet), out);
    }
}
