package io.manako.app.gallery;

import io.manako.engine.SameThingResult;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** What the galleries of tests say of the very same thing: the last hit shows it. */
final class SameThings {
    private static final int FEATURES = 20;

    private SameThings() {}

    static SameThingResult last(SearchResult plain, ProgressListener listener, CancellationToken cancellation) {
        List<Hit> hits = new ArrayList<>(plain.hits());
        listener.onProgress(Progress.of("search.same", hits.size(), hits.size()));
        cancellation.throwIfCancelled();
        if (hits.isEmpty()) {
            return new SameThingResult(plain, FEATURES, 0, 0);
        }
        Hit last = hits.removeLast();
        hits.addFirst(last.showing(new Agreement(12, 1, 0, 0, 0), new Box(1, 2, 3, 4)));
        return new SameThingResult(plain.hits(hits), FEATURES, hits.size(), 1);
    }
}
