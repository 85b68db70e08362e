package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an earlier run of the benchmark found: with another model, other settings or another version of the program.
 *
 * @param photos in the gallery
 * @param queries that were asked, in order
 * @param rows of every method and kind of prompt
 */
public record EarlierRun(int photos, List<Asked> queries, List<Scores> rows) {
    /** Shares of a photo that are the same but for how they were rounded. */
    private static final double ROUNDING = 1e-5;

    public EarlierRun {
        queries = List.copyOf(queries);
        rows = List.copyOf(rows);
    }

    /**
     * What is known of a query besides how it was answered: enough to tell one set from another.
     *
     * @param areaShare of the query's box in its photo, from 0 to 1
     */
    public record Asked(String category, double areaShare) {}

    /**
     * One method with one kind of prompt.
     *
     * @param averagePrecision of every query, from 0 to 1
     */
    public record Scores(String method, PromptKind prompt, List<Double> averagePrecision) {
        public Scores {
            averagePrecision = List.copyOf(averagePrecision);
        }
    }

    /** Number, from 0, of the first query that is not the set's of this number; empty where all are the same. */
    public OptionalInt firstOther(FocusDataset data) {
        List<FocusQuery> asked = data.queries();
        for (int q = 0; q < Math.max(asked.size(), queries.size()); q++) {
            if (q >= asked.size()
                    || q >= queries.size()
                    || !asked.get(q).category().equals(queries.get(q).category())
                    || Math.abs(data.areaShare(asked.get(q)) - queries.get(q).areaShare()) > ROUNDING) {
                return OptionalInt.of(q);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * What each row that both have gains over this run, in the report's order.
     *
     * @param report over the same queries
     * @throws IllegalArgumentException if it has another number of queries
     */
    public List<Difference> gains(BenchmarkReport report) {
        List<Difference> gains = new ArrayList<>();
        for (BenchmarkReport.Row row : report.rows()) {
            rows.stream()
                    .filter(scores -> scores.method().equals(row.method()) && scores.prompt() == row.prompt())
                    .findFirst()
                    .ifPresent(scores -> gains.add(Difference.compare(row, row.scored(scores.averagePrecision()))));
        }
        return List.copyOf(gains);
    }
}
