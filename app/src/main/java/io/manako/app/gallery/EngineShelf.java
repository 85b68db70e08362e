package io.manako.app.gallery;

import io.manako.engine.Engine;
import io.manako.engine.LibrarySearches;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.QueryPhoto;
import io.manako.engine.ReopenedSearch;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SavedSearch;
import io.manako.engine.store.SavedSearches;
import io.manako.engine.store.SearchName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The saved searches of a real library. */
final class EngineShelf implements SearchShelf {
    private final Engine engine;
    private final PhotoLibrary library;
    private final LibrarySearches searches;

    EngineShelf(Engine engine, PhotoLibrary library) {
        this.engine = engine;
        this.library = library;
        this.searches = library.searches();
    }

    @Override
    public List<SearchName> names() {
        return searches.all().stream().map(SavedSearches.Entry::name).toList();
    }

    @Override
    public void save(SearchName name, @Nullable QuerySession photo, SearchRequest request) {
        searches.save(name, photo instanceof EngineSession session ? session.photo() : null, request);
    }

    @Override
    public SavedQuery open(SearchName name) {
        ReopenedSearch search = searches.open(name);
        QueryPhoto photo = search.photo();
        return new SavedQuery(
                search.name(),
                photo == null ? null : new EngineSession(engine, library, photo),
                search.request(),
                search.notice().orElse(null),
                search::isNew);
    }

    @Override
    public int countNew(SearchName name) {
        return searches.countNew(name);
    }

    @Override
    public void looked(SearchName name) {
        searches.looked(name);
    }

    @Override
    public void rename(SearchName from, SearchName to) {
        searches.rename(from, to);
    }

    @Override
    public SavedSearch delete(SearchName name) {
        return searches.delete(name);
    }

    @Override
    public void restore(SavedSearch deleted) {
        searches.restore(deleted);
    }
}
