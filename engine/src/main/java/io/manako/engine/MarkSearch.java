package io.manako.engine;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.search.Searcher;
import io.manako.engine.search.SideInformation;
import io.manako.engine.vit.Encoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A search by what is marked on a photo.
 *
 * @param eligible photos that may be hits
 * @param known what is known of the photos besides what they show
 */
record MarkSearch(
        Searcher searcher,
        Encoder encoder,
        QueryPhoto photo,
        Gallery gallery,
        Predicate<PhotoId> eligible,
        SideInformation known) {
    /** The common pool may have one thread alone, with other work to do. */
    private static final Executor NEAR =
            work -> Thread.ofVirtual().name("manako-near").start(work);

    /** Ranks the gallery. */
    SearchResult of(SearchRequest request) {
        long start = System.nanoTime();
        return rank(request, photo.understood(encoder, searcher, request), start);
    }

    /**
     * Ranks the gallery. Where the marks have yet to be looked at from near, it is first ranked by what they mean on the whole photo, while
     * the network looks.
     *
     * @param early given the first ranking, by this thread
     */
    SearchResult of(SearchRequest request, Consumer<SearchResult> early) {
        if (!photo.mustLookFor(encoder, searcher, request)) {
            return of(request);
        }
        long start = System.nanoTime();
        SearchRequest fromFar = request.withoutCloseUp();
        Query marks = photo.understood(encoder, searcher, fromFar);
        CompletableFuture<Query> near =
                CompletableFuture.supplyAsync(() -> photo.understood(encoder, searcher, request), NEAR);
        try {
            early.accept(rank(fromFar, marks, start));
        } finally {
            near.handle((query, failure) -> failure).join(); // nothing of this search is left behind
        }
        try {
            return rank(request, near.join(), start);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private SearchResult rank(SearchRequest request, Query query, long start) {
        double understanding = (System.nanoTime() - start) / 1e6;
        return searcher.search(query, request, gallery, eligible, known)
                .after(understanding)
                .meaning(request.asksByMarksAlone() ? encoder.model().bands() : null);
    }
}
