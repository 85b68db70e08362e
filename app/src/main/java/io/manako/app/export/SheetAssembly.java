package io.manako.app.export;

import io.manako.app.sheet.Sheet;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Gathers what a sheet shows of a ranking. */
final class SheetAssembly {
    /** Each hit on the sheet is encoded once more for its overlay: more would keep the user waiting for minutes. */
    static final int MOST_TILES = 50;

    private static final int THUMBNAIL = 640;

    private SheetAssembly() {}

    static Sheet assemble(Ranking ranking, ProgressListener progress, CancellationToken cancellation)
            throws UnreadablePhotoException {
        Path photo = Objects.requireNonNull(ranking.photo(), "a sheet shows the query photo");
        Path name = photo.getFileName();
        Sheet.Query query = new Sheet.Query(
                name == null ? photo.toString() : name.toString(),
                ranking.picture(),
                ranking.width(),
                ranking.height(),
                ranking.request().prompts());
        List<Hit> hits = ranking.result().hits();
        List<Hit> shown = hits.subList(0, Math.min(MOST_TILES, hits.size()));
        List<Sheet.Tile> tiles = new ArrayList<>();
        for (Hit hit : shown) {
            cancellation.throwIfCancelled();
            progress.onProgress(Progress.of("export.explain", tiles.size(), shown.size()));
            tiles.add(tile(ranking, hit));
        }
        return new Sheet(query, ranking.attention(), ranking.result(), ranking.model(), tiles, ranking.wording());
    }

    private static Sheet.Tile tile(Ranking ranking, Hit hit) {
        try {
            Raster picture = ranking.thumbnail(hit, THUMBNAIL);
            Explanation explanation = ranking.explain(hit);
            return new Sheet.Tile(hit, picture, explanation);
        } catch (UnreadablePhotoException e) {
            // Found by its descriptor although its file is gone or on a drive that is not plugged in: the tile says so.
            return new Sheet.Tile(hit, null, null);
        }
    }
}
