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
     * One update after some rounds.
     *
     * @param update its name
     * @param unjudged what counts are the photos that were never judged: fewer and harder ones the better the update finds
     * @param heldOut hits of a random half of the photos are judged, and what counts is the other half, which is the same
     *     whatever was judged: the measure to compare updates by
     */
    public record Row(String update, PromptKind prompt, int rounds, Gain unjudged, Gain heldOut) {}

    /**
     * The updated query against the first one. Queries none of whose counting photos is relevant say nothing and are left
     * out; where none is left, the figures are NaN.
     *
     * @param counted queries that are left
     * @param before class-macro mAP of the first query, from 0 to 100
     * @param after class-macro mAP of the updated query on the same photos
     * @param difference with its 95 % interval
     * @param worse percentage of the queries that lose more than five points
     */
    public record Gain(int counted, double before, double after, PairedBootstrap difference, double worse) {}
}
