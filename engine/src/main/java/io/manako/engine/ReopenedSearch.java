package io.manako.engine;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.SearchName;
import io.manako.engine.vit.ScoreBands.Band;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A saved search that is ready to be asked again. Close it, unless its photo is to live on and is closed by itself. */
public final class ReopenedSearch implements AutoCloseable {
    private final SearchName name;
    private final PhotoLibrary library;
    private final @Nullable QueryPhoto photo;
    private final SearchRequest request;
    private final Optional<Message> notice;
    private final BitSet seen;
    private final Instant looked;

    ReopenedSearch(
            SearchName name,
            PhotoLibrary library,
            @Nullable QueryPhoto photo,
            SearchRequest request,
            Optional<Message> notice,
            BitSet seen,
            Instant looked) {
        this.name = name;
        this.library = library;
        this.photo = photo;
        this.request = request;
        this.notice = notice;
        this.seen = seen;
        this.looked = looked;
    }

    /** As it was written when it was saved. */
    public SearchName name() {
        return name;
    }

    /**
     * The query photo, from its file where that is still what was asked with, else from the copy that the search keeps; null
     * where words alone are asked for.
     */
    public @Nullable QueryPhoto photo() {
        return photo;
    }

    public SearchRequest request() {
        return request;
    }

    /** That the search is another model's, in a sentence; mostly nothing. */
    public Optional<Message> notice() {
        return notice;
    }

    /** When its hits were last looked at. */
    public Instant looked() {
        return looked;
    }

    /** Ranks the library's photos as they are now. */
    public SearchResult search() {
        return photo == null ? library.search(request) : library.search(photo, request);
    }

    /** Whether a photo was not in the library when the hits were last looked at. */
    public boolean isNew(PhotoId id) {
        return !contains(seen, id);
    }

    static boolean contains(BitSet seen, PhotoId id) {
        return seen.get(Math.toIntExact(id.value()));
    }

    /** New photos among the hits, without those that are known to be weak matches. */
    int countNew(SearchResult result) {
        return (int) result.hits().stream()
                .filter(hit -> isNew(hit.id()))
                .filter(hit -> result.band(hit).filter(Band.WEAK::equals).isEmpty())
                .count();
    }

    @Override
    public void close() {
        if (photo != null) {
            photo.close();
        }
    }
}
