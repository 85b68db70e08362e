package io.manako.app.cli;

import io.manako.app.export.Ranking;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;

/** What a command found, to be written down. */
record LibraryRanking(PhotoLibrary library, QueryPhoto query, SearchRequest request, SearchResult result, String model)
        implements Ranking {
    @Override
    public Path photo() {
        return query.path();
    }

    @Override
    public Raster picture() {
        return query.picture();
    }

    @Override
    public int width() {
        return query.width();
    }

    @Override
    public int height() {
        return query.height();
    }

    @Override
    public AttentionMaps attention() {
        return query.attention();
    }

    @Override
    public Raster thumbnail(Hit hit, int longSide) throws UnreadablePhotoException {
        return library.thumbnail(hit.id(), longSide);
    }

    @Override
    public Explanation explain(Hit hit) throws UnreadablePhotoException {
        return library.explain(query, request, hit);
    }
}
