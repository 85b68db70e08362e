package io.manako.engine.evaluation;

import java.util.List;

/**
 * What judging hits brought.
 *
 * @param photos in the gallery
 * @param queries of each row
 * @param judged hits that are judged in a round
 */
public record FeedbackReport(int photos, int queries, int judged, List<Row> rows) {
    public FeedbackReport {
        rows = List.copyOf(rows);
    }

    /**
     * One update after some rounds, scored on the photos that were never judged. Queries none of whose unjudged photos is
     * relevant say nothing and are left out; where none is left, the figures are NaN.
     *
     * @param update its name
     * @param counted queries that are left
     * @param before class-macro mAP of the first query, from 0 to 100
     * @param after class-macro mAP of the updated query on the same photos
     * @param gain the difference, with its 95 % interval
     * @param worse percentage of the queries that lose more than five points
     */
    public record Row(
            String update,
            PromptKind prompt,
            int rounds,
            int counted,
            double before,
            double after,
            PairedBootstrap gain,
            double worse) {}
}
