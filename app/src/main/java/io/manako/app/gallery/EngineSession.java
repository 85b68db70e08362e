package io.manako.app.gallery;

import io.manako.engine.Engine;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.SameThingResult;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A query photo on the real engine. */
record EngineSession(Engine engine, PhotoLibrary library, QueryPhoto photo) implements QuerySession {
    @Override
    public Path path() {
        return photo.path();
    }

    @Override
    public int width() {
        return photo.width();
    }

    @Override
    public int height() {
        return photo.height();
    }

    @Override
    public Raster picture() {
        return photo.picture();
    }

    @Override
    public AttentionMaps attention() {
        return photo.attention();
    }

    @Override
    public Mask tighten(Box box) {
        return photo.tighten(box);
    }

    @Override
    public SearchResult search(SearchRequest request, Consumer<SearchResult> early) {
        return library.search(photo, request, early);
    }

    @Override
    public SameThingResult sameAmong(
            SearchResult result,
            SearchRequest request,
            int best,
            ProgressListener listener,
            CancellationToken cancellation) {
        return library.sameThing().among(result, photo, request, best, listener, cancellation);
    }

    @Override
    public Explanation explain(SearchRequest request, Hit hit) throws UnreadablePhotoException {
        return library.explain(photo, request, hit);
    }

    @Override
    public QuerySession again() {
        return new EngineSession(engine, library, engine.openAgain(photo));
    }

    @Override
    public void close() {
        photo.close();
    }
}
