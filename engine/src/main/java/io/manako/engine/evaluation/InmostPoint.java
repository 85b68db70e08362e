package io.manako.engine.evaluation;

import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;

/**
 * The pixel of a mask that is farthest from its edge, where a user would click. Exact Euclidean distances by two passes of
 * lower envelopes (Felzenszwalb and Huttenlocher, <i>Distance Transforms of Sampled Functions</i>, 2012).
 */
final class InmostPoint {
    private static final double FAR = 1e12;

    private InmostPoint() {}

    /** Centre of the inmost pixel, in cells of the mask; the first of equals. What lies outside the mask's grid is outside. */
    static Point of(Mask mask) {
        // A margin of one cell on each side is the outside of the photo.
        int width = mask.width() + 2;
        int height = mask.height() + 2;
        double[][] squares = new double[height][width];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                squares[y + 1][x + 1] = mask.inside()[y * mask.width() + x] ? FAR : 0;
            }
        }
        double[] column = new double[height];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                column[y] = squares[y][x];
            }
            double[] distances = envelope(column);
            for (int y = 0; y < height; y++) {
                squares[y][x] = distances[y];
            }
        }
        int bestX = 0;
        int bestY = 0;
        double best = -1;
        for (int y = 1; y < height - 1; y++) {
            double[] distances = envelope(squares[y]);
            for (int x = 1; x < width - 1; x++) {
                if (distances[x] > best) {
                    best = distances[x];
                    bestX = x - 1;
                    bestY = y - 1;
                }
            }
        }
        return new Point(bestX + 0.5, bestY + 0.5);
    }

    /** For each q the least f[p] + (q − p)² over all p: the lower envelope of parabolas. */
    private static double[] envelope(double[] f) {
        int n = f.length;
        int[] parabolas = new int[n];
        double[] from = new double[n + 1];
        int last = 0;
        from[0] = Double.NEGATIVE_INFINITY;
        from[1] = Double.POSITIVE_INFINITY;
        for (int q = 1; q < n; q++) {
            double meeting = meeting(f, q, parabolas[last]);
            while (meeting <= from[last]) {
                meeting = meeting(f, q, parabolas[--last]);
            }
            parabolas[++last] = q;
            from[last] = meeting;
            from[last + 1] = Double.POSITIVE_INFINITY;
        }
        double[] least = new double[n];
        int k = 0;
        for (int q = 0; q < n; q++) {
            while (from[k + 1] < q) {
                k++;
            }
            double distance = q - parabolas[k];
            least[q] = distance * distance + f[parabolas[k]];
        }
        return least;
    }

    private static double meeting(double[] f, int q, int p) {
        return (f[q] + (double) q * q - f[p] - (double) p * p) / (2.0 * (q - p));
    }
}
