package io.manako.app.gallery;

import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A ranking together with what was asked: what an explanation of one of its hits needs. Compared by identity. */
public final class Answer {
    private final @Nullable QuerySession session;
    private final SearchRequest request;
    private final SearchResult result;

    /** @param session the query photo, or null where words alone were asked for */
    public Answer(@Nullable QuerySession session, SearchRequest request, SearchResult result) {
        this.session = session;
        this.request = request;
        this.result = result;
    }

    /** Whether the other answer is to the same question, perhaps over fewer photos. */
    public boolean asksLike(@Nullable Answer other) {
        return other != null
                && session == other.session
                && request.prompts().equals(other.request.prompts())
                && request.overrides().equals(other.request.overrides());
    }

    /** Whether the other answer took the marks for the same patches of the same photo. */
    public boolean understandsLike(@Nullable Answer other) {
        return other != null
                && session == other.session
                && result.grid().equals(other.result.grid())
                && Arrays.equals(result.region(), other.result.region());
    }

    /** The query photo, or null where words alone were asked for. */
    public @Nullable QuerySession session() {
        return session;
    }

    public SearchRequest request() {
        return request;
    }

    public SearchResult result() {
        return result;
    }
}
