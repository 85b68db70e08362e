package io.manako.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether one method is better than another, or only luckier: both are measured again on classes drawn with replacement
 * and, within each, on queries drawn with replacement, the same for both (method.md §10).
 *
 * @param difference of the class-macro means, second less first, in points from −100 to 100
 * @param low lower end of the 95 % interval of the difference
 * @param high upper end of it
 */
public record PairedBootstrap(double difference, double low, double high) {
    /** Nothing was compared. */
    static final PairedBootstrap NONE = new PairedBootstrap(Double.NaN, Double.NaN, Double.NaN);

    private static final int DRAWS = 2000;
    private static final long SEED = 20260101;

    /** Whether the interval excludes zero. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }

    /** Compares two rows of a report over the same queries by average precision; the same rows give the same interval. */
    public static PairedBootstrap compare(List<QueryOutcome> first, List<QueryOutcome> second) {
        return compare(
                first.stream().map(QueryOutcome::category).toList(),
                first.stream().map(QueryOutcome::averagePrecision).toList(),
                second.stream().map(QueryOutcome::averagePrecision).toList());
    }

    /**
     * Compares two measures of the same queries.
     *
     * @param categories class of each query
     * @param first from 0 to 1
     * @param second from 0 to 1
     */
    static PairedBootstrap compare(List<String> categories, List<Double> first, List<Double> second) {
        if (first.size() != second.size() || first.size() != categories.size() || first.isEmpty()) {
            throw new IllegalArgumentException(first.size() + " and " + second.size() + " queries cannot be paired");
        }
        Map<String, List<Double>> byClass = new LinkedHashMap<>();
        for (int i = 0; i < first.size(); i++) {
            byClass.computeIfAbsent(categories.get(i), c -> new ArrayList<>()).add(second.get(i) - first.get(i));
        }
        List<double[]> classes = byClass.values().stream()
                .map(values -> values.stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
        double difference = classes.stream()
                .mapToDouble(values -> Arrays.stream(values).average().orElse(0))
                .average()
                .orElse(0);
        Random random = new Random(SEED);
        double[] draws = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int c = 0; c < classes.size(); c++) {
                double[] values = classes.get(random.nextInt(classes.size()));
                double drawn = 0;
                for (int i = 0; i < values.length; i++) {
                    drawn += values[random.nextInt(values.length)];
                }
                sum += drawn / values.length;
            }
            draws[draw] = sum / classes.size();
        }
        Arrays.sort(draws);
        return new PairedBootstrap(
                100 * difference, 100 * draws[(int) (DRAWS * 0.025)], 100 * draws[(int) (DRAWS * 0.975) - 1]);
    }

    /** Mean over the classes of the mean over their queries. */
    static double classMean(List<String> categories, List<Double> values) {
        return IntStream.range(0, values.size())
                .boxed()
                .collect(Collectors.groupingBy(categories::get, Collectors.averagingDouble(values::get)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
