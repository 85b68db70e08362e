package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InmostPointTest {
    @Test
    void theMiddleOfASquare() {
        boolean[] inside = new boolean[9 * 9];
        for (int y = 2; y < 7; y++) {
            for (int x = 1; x < 6; x++) {
                inside[y * 9 + x] = true;
            }
        }
        assertThat(InmostPoint.of(new Mask(9, 9, inside))).isEqualTo(new Point(3.5, 4.5));
    }

    @Test
    void thePhotosEdgeIsAnEdge() {
        boolean[] all = new boolean[5 * 3];
        java.util.Arrays.fill(all, true);
        assertThat(InmostPoint.of(new Mask(5, 3, all))).isEqualTo(new Point(1.5, 1.5));
    }

    @Test
    void agreesWithAllDistancesOnRandomMasks() {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            int width = 3 + random.nextInt(12);
            int height = 3 + random.nextInt(12);
            boolean[] inside = new boolean[width * height];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = random.nextInt(8) > 0;
            }
            Mask mask = new Mask(width, height, inside);
            Point point = InmostPoint.of(mask);
            int best = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    best = Math.max(best, squareToEdge(mask, x, y));
                }
            }
            assertThat(squareToEdge(mask, (int) point.x(), (int) point.y())).isEqualTo(best);
        }
    }

    private static int squareToEdge(Mask mask, int x, int y) {
        int least = Integer.MAX_VALUE;
        for (int v = -1; v <= mask.height(); v++) {
            for (int u = -1; u <= mask.width(); u++) {
                boolean in = u >= 0
                        && v >= 0
                        && u < mask.width()
                        && v < mask.height()
                        && mask.inside()[v * mask.width() + u];
                least = in ? least : Math.min(least, (u - x) * (u - x) + (v - y) * (v - y));
            }
        }
        return least;
    }
}
