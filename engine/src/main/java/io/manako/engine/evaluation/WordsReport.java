package io.manako.engine.evaluation;

import java.util.List;

/** What a word beside the mark brought; rows by prompt, then by method. */
public record WordsReport(int photos, int queries, int classes, List<Row> rows) {
    public WordsReport {
        rows = List.copyOf(rows);
    }

    /**
     * One way to use a word.
     *
     * @param meanAveragePrecision class-macro, from 0 to 100
     * @param precisionAt10 class-macro, from 0 to 100
     * @param gain in mAP over the mark alone, with its 95 % interval
     * @param worse percentage of the queries that lose more than five points
     */
    public record Row(
            String method,
            PromptKind prompt,
            double meanAveragePrecision,
            double precisionAt10,
            PairedBootstrap gain,
            double worse) {}
}
