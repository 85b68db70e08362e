package io.manako.engine.phs;

import java.util.Arrays;

/**
 * How well a head's attention map matches the region m of a prompt (method.md §3). Where m is negative, attention speaks
 * against the head. A region or a map of zeros scores 0.
 */
public enum HeadScoring {
    /** Share of the head's attention that lies in the region: Σ A·m / Σ A, at most 1. */
    MASS {
        @Override
        public float score(float[] map, float[] m) {
            return (float) ratio(dot(map, m), sum(map));
        }
    },

    /** Mass over the share of the grid that the region takes: 1 for a head that looks everywhere alike. */
    LIFT {
        @Override
        public float score(float[] map, float[] m) {
            return (float) ratio(MASS.score(map, m) * m.length, positiveSum(m));
        }
    },

    /** Intersection over union of the region and the fewest patches that hold 60 % of the head's attention. */
    IOU {
        @Override
        public float score(float[] map, float[] m) {
            boolean[] held = heldMass(map, 0.6);
            double signed = 0;
            double both = 0;
            double either = positiveSum(m);
            for (int i = 0; i < m.length; i++) {
                if (held[i]) {
                    signed += m[i];
                    both += Math.max(0, m[i]);
                    either++;
                }
            }
            return (float) ratio(signed, either - both);
        }
    },

    /** Normalised scanpath saliency: the mean, weighted by m, of the map standardised to mean 0 and deviation 1. */
    NSS {
        @Override
        public float score(float[] map, float[] m) {
            double mean = sum(map) / map.length;
            double square = 0;
            double inside = 0;
            double weight = 0;
            for (int i = 0; i < map.length; i++) {
                double distance = map[i] - mean;
                square += distance * distance;
                inside += distance * m[i];
                weight += Math.abs(m[i]);
            }
            return (float) ratio(ratio(inside, weight), Math.sqrt(square / map.length));
        }
    };

    /**
     * @param map A, {@code float[N]}: attention of CLS to the patches, 0 or more, of any sum
     * @param m {@code float[N]} in [−1, 1]
     */
    public abstract float score(float[] map, float[] m);

    /** The fewest patches, largest first, that hold a share of the map's sum, and those as large as the last of them. */
    private static boolean[] heldMass(float[] map, double share) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        double wanted = share * sum(map);
        double held = 0;
        int last = sorted.length;
        while (last > 0 && held < wanted) {
            held += sorted[--last];
        }
        boolean[] inside = new boolean[map.length];
        for (int i = 0; i < map.length; i++) {
            inside[i] = last < sorted.length && map[i] >= sorted[last];
        }
        return inside;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static double positiveSum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.max(0, value);
        }
        return sum;
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
