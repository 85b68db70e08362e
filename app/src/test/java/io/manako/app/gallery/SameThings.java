package io.manako.app.gallery;

import io.manako.engine.SameThingResult;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** What a session of tests says of the very same thing: the last hit shows it, which only a thorough look finds out. */
public final class SameThings {
    private static final int FEATURES = 20;

    /** How many hits were looked at, look by look. */
    public final List<Integer> looks = new ArrayList<>();

    /** Whether a glance finds it out, too. */
    public boolean plain;

    SameThingResult among(SearchResult result, int best, ProgressListener listener, CancellationToken cancellation) {
        looks.add(best);
        List<Hit> hits = new ArrayList<>(result.hits());
        int looked = Math.min(best, hits.size());
        listener.onProgress(Progress.of("search.same", looked, looked));
        cancellation.throwIfCancelled();
        if (looked == 0 || !plain && best < GeometricVerifier.THOROUGH) {
            return new SameThingResult(result, FEATURES, looked, 0);
        }
        Hit last = hits.remove(looked - 1);
        hits.addFirst(last.showing(new Agreement(12, 1, 0, 0, 0), new Box(1, 2, 3, 4)));
        return new SameThingResult(result.hits(hits), FEATURES, looked, 1);
    }
}
