package io.manako.app.gallery;

import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SavedSearch;
import io.manako.engine.store.SearchName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The searches that a library's user keeps under names. Thread-safe; every call blocks. Where a name is unknown, taken or
 * what is stored of it is damaged, an {@link IllegalArgumentException} says so to the user.
 */
public interface SearchShelf {
    /** All, in order. */
    List<SearchName> names();

    /**
     * Keeps a search; its hits count as looked at.
     *
     * @param photo what is asked with, or null where words alone are
     * @param request of which the limit says how many hits count as matches
     */
    void save(SearchName name, @Nullable QuerySession photo, SearchRequest request);

    /** Makes a search ready to be asked again; who asks closes its session. */
    SavedQuery open(SearchName name);

    /** How many matches were not in the library when the hits were last looked at. */
    int countNew(SearchName name);

    /** Notes that the hits are looked at now. */
    void looked(SearchName name);

    void rename(SearchName from, SearchName to);

    /** Forgets a search, and returns what {@link #restore} takes back. */
    SavedSearch delete(SearchName name);

    void restore(SavedSearch deleted);
}
