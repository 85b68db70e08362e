package io.manako.app.cli;

import io.manako.app.export.Ranking;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a command found, to be written down. A hit is looked at once, however many sheets are written. */
final class LibraryRanking implements Ranking {
    private final PhotoLibrary library;
    private final @Nullable QueryPhoto query;
    private final SearchRequest request;
    private final SearchResult result;
    private final String model;
    private final Map<PhotoId, Explanation> explained = new HashMap<>();

    /** @param query null where words alone were asked for */
    LibraryRanking(
            PhotoLibrary library,
            @Nullable QueryPhoto query,
            SearchRequest request,
            SearchResult result,
            String model) {
        this.library = library;
        this.query = query;
        this.request = request;
        this.result = result;
        this.model = model;
    }

    private QueryPhoto query() {
        return Objects.requireNonNull(query, "a list needs no photo, and a sheet has one");
    }

    PhotoLibrary library() {
        return library;
    }

    @Override
    public SearchRequest request() {
        return request;
    }

    @Override
    public SearchResult result() {
        return result;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public @Nullable Path photo() {
        return query == null ? null : query.path();
    }

    @Override
    public Raster picture() {
        return query().picture();
    }

    @Override
    public int width() {
        return query().width();
    }

    @Override
    public int height() {
        return query().height();
    }

    @Override
    public AttentionMaps attention() {
        return query().attention();
    }

    @Override
    public Raster thumbnail(Hit hit, int longSide) throws UnreadablePhotoException {
        return library.thumbnail(hit.id(), longSide);
    }

    @Override
    public Explanation explain(Hit hit) throws UnreadablePhotoException {
        Explanation known = explained.get(hit.id());
        if (known == null) {
            known = library.explain(query(), request, hit);
            explained.put(hit.id(), known);
        }
        return known;
    }
}
