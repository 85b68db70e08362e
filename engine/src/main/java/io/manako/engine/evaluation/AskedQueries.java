package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.search.Searcher;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * All queries of a set, each understood by a search while its photo was open, and the photos that they are asked of.
 *
 * @param photos that can be found
 * @param descriptors {@code float[K][Q][D]} by prompt and query
 */
record AskedQueries(Candidates photos, float[][][] descriptors) {
    /**
     * The one pass over the photos.
     *
     * @param pointRadius of a point's disc as a share of the shorter side
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    static AskedQueries of(
            FocusDataset data,
            PhotoPass pass,
            List<PromptKind> prompts,
            Searcher searcher,
            double pointRadius,
            ProgressListener listener,
            CancellationToken token)
            throws IOException {
        int queries = data.queries().size();
        float[][][] descriptors = new float[prompts.size()][queries][];
        Candidates photos = pass.run(
                data.photos(),
                (photo, opened) -> {
                    for (int q = 0; q < queries; q++) {
                        FocusQuery query = data.queries().get(q);
                        for (int k = 0; k < prompts.size() && query.instance().photo() == photo; k++) {
                            descriptors[k][q] = MarkedPhoto.of(query.instance(), prompts.get(k), q, opened, pointRadius)
                                    .understood(searcher)
                                    .descriptor();
                        }
                    }
                },
                listener,
                token);
        return new AskedQueries(photos, descriptors);
    }

    /** Does something with each query, side by side, and tells how far it is. */
    static void each(int queries, IntConsumer action, ProgressListener listener, CancellationToken token) {
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, queries).parallel().forEach(q -> {
            token.throwIfCancelled();
            action.accept(q);
            synchronized (listener) {
                listener.onProgress(Progress.of("eval.query", done.incrementAndGet(), queries));
            }
        });
    }
}
