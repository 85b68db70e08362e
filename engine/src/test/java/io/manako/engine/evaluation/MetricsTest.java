package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.BenchmarkReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private static QueryOutcome outcome(String category, double area, double ap) {
        return new QueryOutcome(category, area, ap, ap / 2, 8, 2, 1, 2);
    }

    @Test
    void averagePrecisionIsTheMeanPrecisionAtRelevantRanks() {
        assertThat(RankingMetrics.averagePrecision(new boolean[] {true, false, true, false}))
                .isCloseTo((1 + 2 / 3.0) / 2, EXACT);
        assertThat(RankingMetrics.averagePrecision(new boolean[] {false, false}))
                .isZero();
    }

    @Test
    void precisionAt10CountsMissingRanksAsWrong() {
        assertThat(RankingMetrics.precisionAt(10, new boolean[] {true, true, false}))
                .isCloseTo(0.2, EXACT);
        boolean[] many = new boolean[30];
        many[9] = many[10] = true;
        assertThat(RankingMetrics.precisionAt(10, many)).isCloseTo(0.1, EXACT);
    }

    @Test
    void meansAreOverClassesFirst() {
        Row row = new Row(
                "windows",
                PromptKind.BOX,
                List.of(outcome("cat", 0.01, 0.2), outcome("cat", 0.1, 0.4), outcome("dog", 0.3, 1)));
        assertThat(row.meanAveragePrecision()).isCloseTo((30 + 100) / 2.0, EXACT);
        assertThat(row.precisionAt10()).isCloseTo((15 + 50) / 2.0, EXACT);
        assertThat(row.meanAveragePrecision(ObjectSize.SMALL)).isCloseTo(20, EXACT);
        assertThat(row.meanAveragePrecision(ObjectSize.MEDIUM)).isCloseTo(40, EXACT);
        assertThat(row.meanAveragePrecision(ObjectSize.LARGE)).isCloseTo(100, EXACT);
        assertThat(row.place()).isCloseTo(25, EXACT);
        assertThat(row.place50()).isCloseTo(12.5, EXACT);
        assertThat(row.millis()).isEqualTo(2);
        assertThat(new Row("windows", PromptKind.BOX, List.of(outcome("dog", 0.3, 1)))
                        .meanAveragePrecision(ObjectSize.SMALL))
                .isNaN();
    }

    @Test
    void aClearDifferenceIsAboveChance() {
        Random random = new Random(2);
        List<QueryOutcome> first = new ArrayList<>();
        List<QueryOutcome> better = new ArrayList<>();
        List<QueryOutcome> alike = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double ap = 0.2 + 0.6 * random.nextDouble();
            first.add(outcome("class " + i % 20, 0.1, ap));
            better.add(outcome("class " + i % 20, 0.1, ap + 0.05 + 0.02 * random.nextGaussian()));
            alike.add(outcome("class " + i % 20, 0.1, ap + 0.05 * random.nextGaussian()));
        }
        PairedBootstrap clear = PairedBootstrap.compare(first, better);
        assertThat(clear.low()).isPositive().isLessThan(clear.difference());
        assertThat(clear.high()).isGreaterThan(clear.difference()).isLessThan(7);
        assertThat(clear.difference()).isCloseTo(5, within(0.5));
        assertThat(PairedBootstrap.compare(first, better)).isEqualTo(clear);

        PairedBootstrap noise = PairedBootstrap.compare(first, alike);
        assertThat(noise.low()).isNegative();
        assertThat(noise.high()).isPositive();
        assertThat(PairedBootstrap.compare(first, first)).isEqualTo(new PairedBootstrap(0, 0, 0));
    }
}
