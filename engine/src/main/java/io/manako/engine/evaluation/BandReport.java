package io.manako.engine.evaluation;

import io.manako.engine.vit.ScoreBands;
import io.manako.engine.vit.ScoreBands.Band;
import java.util.List;
import java.util.Map;

/**
 * What scores mean.
 *
 * @param photos in the gallery
 * @param queries of each prompt
 * @param lookedAt hits of a query that are counted
 */
public record BandReport(int photos, int queries, int lookedAt, List<Row> rows) {
    public BandReport {
        rows = List.copyOf(rows);
    }

    /**
     * How two cuts do.
     *
     * @param cuts where they come from
     * @param counted queries that they were judged by
     * @param noneWhereAbsent percentage of the queries without a strong match where no photo shows the class
     * @param someWherePresent percentage of the queries with a strong match where photos show it
     * @param hits of the first ones, by their band
     */
    public record Row(
            String cuts,
            PromptKind prompt,
            int counted,
            ScoreBands bands,
            double noneWhereAbsent,
            double someWherePresent,
            Map<Band, Hits> hits) {
        public Row {
            hits = Map.copyOf(hits);
        }
    }

    /**
     * Hits of a band.
     *
     * @param right those that show the class
     */
    public record Hits(int count, int right) {
        /** Percentage that is right, NaN of none. */
        public double precision() {
            return count == 0 ? Double.NaN : 100.0 * right / count;
        }
    }
}
