package io.manako.engine.evaluation;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the benchmark measured.
 *
 * @param photos in the gallery
 * @param queries for each row
 * @param classes that they ask for
 * @param differences between rows, with their intervals
 */
public record BenchmarkReport(int photos, int queries, int classes, List<Row> rows, List<Difference> differences) {
    public BenchmarkReport {
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
    }

    /**
     * One method with one kind of prompt. Means are over classes of the means over their queries, from 0 to 100; NaN where
     * no query belongs to them.
     *
     * @param method key of the row
     * @param outcomes of every query, in the order of {@code queries.json}
     */
    public record Row(String method, PromptKind prompt, List<QueryOutcome> outcomes) {
        public Row {
            outcomes = List.copyOf(outcomes);
        }

        /** The same queries with other average precisions; what else is known of how they were answered stays. */
        Row scored(List<Double> averagePrecision) {
            if (averagePrecision.size() != outcomes.size()) {
                throw new IllegalArgumentException(
                        averagePrecision.size() + " scores of " + outcomes.size() + " queries");
            }
            return new Row(
                    method,
                    prompt,
                    IntStream.range(0, outcomes.size())
                            .mapToObj(q -> outcomes.get(q).scored(averagePrecision.get(q)))
                            .toList());
        }

        /** Mean average precision. */
        public double meanAveragePrecision() {
            return classMean(outcome -> true, QueryOutcome::averagePrecision);
        }

        /** Precision at 10. */
        public double precisionAt10() {
            return classMean(outcome -> true, QueryOutcome::precisionAt10);
        }

        /** Mean average precision of the queries whose box is of a size. */
        public double meanAveragePrecision(ObjectSize size) {
            return classMean(outcome -> ObjectSize.of(outcome.areaShare()) == size, QueryOutcome::averagePrecision);
        }

        /** Of all relevant photos in the first ten, the percentage whose shown box overlaps an instance: IoU ≥ 0.3. */
        public double place() {
            return shareOfRelevant(QueryOutcome::placedIn10);
        }

        /** The same with IoU ≥ 0.5. */
        public double place50() {
            return shareOfRelevant(QueryOutcome::closeIn10);
        }

        private double shareOfRelevant(ToIntFunction<QueryOutcome> count) {
            int relevant =
                    outcomes.stream().mapToInt(QueryOutcome::relevantIn10).sum();
            return relevant == 0
                    ? Double.NaN
                    : 100.0 * outcomes.stream().mapToInt(count).sum() / relevant;
        }

        /** Median milliseconds of a query, from the marked, open photo to the ranking. */
        public double millis() {
            double[] sorted =
                    outcomes.stream().mapToDouble(QueryOutcome::millis).sorted().toArray();
            return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
        }

        private double classMean(Predicate<QueryOutcome> of, ToDoubleFunction<QueryOutcome> measure) {
            return outcomes.stream()
                    .filter(of)
                    .collect(Collectors.groupingBy(QueryOutcome::category, Collectors.averagingDouble(measure)))
                    .values()
                    .stream()
                    .mapToDouble(mean -> 100 * mean)
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
