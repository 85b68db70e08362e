package io.manako.app.gallery;

import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;

/** A ranking together with what was asked: what an explanation of one of its hits needs. Compared by identity. */
public final class Answer {
    private final QuerySession session;
    private final SearchRequest request;
    private final SearchResult result;

    public Answer(QuerySession session, SearchRequest request, SearchResult result) {
        this.session = session;
        this.request = request;
        this.result = result;
    }

    public QuerySession session() {
        return session;
    }

    public SearchRequest request() {
        return request;
    }

    public SearchResult result() {
        return result;
    }
}
