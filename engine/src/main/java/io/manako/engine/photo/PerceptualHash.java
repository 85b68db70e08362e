package io.manako.engine.photo;

import java.util.Arrays;

/**
 * What a picture looks like at a glance, by which copies that were recompressed, resized or slightly brightened are known
 * (pHash; Zauner, <i>Implementation and Benchmarking of Perceptual Image Hash Functions</i>, 2010): the picture's brightness
 * at 32 x 32, its discrete cosine transform, and of the 64 lowest frequencies without the constant ones whether each is
 * above their median.
 *
 * @param bits of the frequencies, row by row; 0: the picture is plain and looks like nothing
 */
public record PerceptualHash(long bits) {
    /** Bits in which near-duplicates differ at most (docs/evaluation.md). */
    public static final int NEAR = 8;

    /** Of a picture that is plain, or whose hash is not known: near to none. */
    public static final PerceptualHash NONE = new PerceptualHash(0);

    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;

    /** The largest coefficient of a wave whose crests are one grey level high: what is below is noise. */
    private static final double NOISE = SIDE / 2.0;

    private static final double[][] COSINES = cosines();

    public static PerceptualHash of(Raster picture) {
        Raster small = Resampler.bicubic(picture, SIDE, SIDE);
        double[][] across = new double[SIDE][FREQUENCIES];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double brightness = 0.299 * small.at(x, y, 0) + 0.587 * small.at(x, y, 1) + 0.114 * small.at(x, y, 2);
                for (int u = 0; u < FREQUENCIES; u++) {
                    across[y][u] += brightness * COSINES[u][x];
                }
            }
        }
        double[] coefficients = new double[FREQUENCIES * FREQUENCIES];
        double largest = 0;
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += across[y][u] * COSINES[v][y];
                }
                coefficients[v * FREQUENCIES + u] = sum;
                largest = Math.max(largest, Math.abs(sum));
            }
        }
        return largest < NOISE ? NONE : new PerceptualHash(aboveMedian(coefficients));
    }

    /** Whether two pictures are the same at a glance. */
    public boolean isNear(PerceptualHash other) {
        return bits != 0 && other.bits != 0 && Long.bitCount(bits ^ other.bits) <= NEAR;
    }

    private static long aboveMedian(double[] coefficients) {
        double[] sorted = coefficients.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long bits = 0;
        for (int i = 0; i < coefficients.length; i++) {
            bits |= coefficients[i] > median ? 1L << i : 0;
        }
        return bits;
    }

    /** Of frequencies 1 to 8: a constant one would say how bright the picture, a row or a column is, and nothing else. */
    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES][SIDE];
        for (int k = 0; k < FREQUENCIES; k++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[k][x] = Math.sqrt(2.0 / SIDE) * Math.cos(Math.PI * (k + 1) * (2 * x + 1) / (2.0 * SIDE));
            }
        }
        return cosines;
    }
}
