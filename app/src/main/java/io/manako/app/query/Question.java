package io.manako.app.query;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.QuerySession;
import io.manako.engine.filter.Filter;
import io.manako.engine.phs.HeadId;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that the desktop asks with at one moment.
 *
 * @param session null where words alone are asked for
 */
record Question(
        Gallery gallery,
        @Nullable QuerySession session,
        Drawing drawing,
        Map<HeadId, Boolean> overrides,
        @Nullable Path folder,
        Filter filter,
        List<Judgement> judgements,
        boolean closeUp,
        String words) {
    /** Hits asked for; the grid is virtual, so many cost little. */
    private static final int LIMIT = 500;

    SearchRequest request(int limit) {
        return new SearchRequest(drawing.prompts(), overrides, limit, folder, filter, judgements, closeUp, words);
    }

    /**
     * Blocking.
     *
     * @param early given the answer without the close-up where that takes a while
     */
    Answer answer(Consumer<Answer> early) {
        SearchRequest request = request(LIMIT);
        QuerySession of = session;
        if (of == null) {
            return new Answer(null, request, gallery.search(request));
        }
        return new Answer(
                of,
                request,
                of.search(request, first -> early.accept(new Answer(of, request.withoutCloseUp(), first))));
    }
}
