package io.manako.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.vector.TopK.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScanTest {
    @Test
    void theBestComeFirstAndTheLowerOfEquals() {
        float[] scores = {0.1f, 0.9f, 0.5f, 0.9f, 0.5f};
        TopK top = new TopK(4);
        for (int item = 4; item >= 0; item--) {
            top.offer(item, scores[item]);
        }
        assertThat(top.drain())
                .containsExactly(new Ranked(1, 0.9f), new Ranked(3, 0.9f), new Ranked(2, 0.5f), new Ranked(4, 0.5f));
        assertThat(top.drain()).isEmpty();
    }

    @Test
    void equalsASortForAnyNumberOfThreads() {
        Random random = new Random(3);
        float[] scores = new float[5000];
        List<Ranked> sorted = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(500); // many equal ones
            sorted.add(new Ranked(i, scores[i]));
        }
        sorted.sort(Comparator.comparing(Ranked::score).reversed().thenComparing(Ranked::item));
        for (int threads = 1; threads <= 4; threads++) {
            try (Scan scan = new Scan(threads)) {
                for (int k : new int[] {1, 50, 5000, 9000}) {
                    assertThat(scan.top(scores.length, k, () -> item -> scores[item]))
                            .isEqualTo(sorted.subList(0, Math.min(k, 5000)));
                }
            }
        }
    }

    @Test
    void nothingToSearchFindsNothing() {
        try (Scan scan = new Scan(2)) {
            assertThat(scan.top(0, 10, () -> item -> 1)).isEmpty();
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        try (Scan scan = new Scan(2)) {
            assertThatThrownBy(() -> scan.top(5000, 10, () -> item -> {
                        throw new ArithmeticException("item " + item);
                    }))
                    .hasStackTraceContaining("item ");
        }
    }
}
