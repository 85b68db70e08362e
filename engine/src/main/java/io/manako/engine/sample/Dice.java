package io.manako.engine.sample;

import java.util.SplittableRandom;

/** Random choices of a seed: the same seed makes the same scene, always. */
record Dice(SplittableRandom random) {
    static Dice of(long seed) {
        return new Dice(new SplittableRandom(seed));
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** One of these sRGB colours, a little lighter or darker. */
    Vec colour(int... hex) {
        return Vec.rgb(hex[below(hex.length)]).times(between(0.85, 1.15));
    }
}
