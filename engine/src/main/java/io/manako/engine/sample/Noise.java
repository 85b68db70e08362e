package io.manako.engine.sample;

/** Value noise: random numbers on a lattice, smoothly interpolated. The same everywhere and always. */
final class Noise {
    private Noise() {}

    /** From 0 to 1, with features about 1 wide. */
    static double at(double x, double y, double z) {
        int xi = (int) Math.floor(x);
        int yi = (int) Math.floor(y);
        int zi = (int) Math.floor(z);
        double fx = smooth(x - xi);
        double fy = smooth(y - yi);
        double fz = smooth(z - zi);
        double near = mix(
                mix(hash(xi, yi, zi), hash(xi + 1, yi, zi), fx),
                mix(hash(xi, yi + 1, zi), hash(xi + 1, yi + 1, zi), fx),
                fy);
        double far = mix(
                mix(hash(xi, yi, zi + 1), hash(xi + 1, yi, zi + 1), fx),
                mix(hash(xi, yi + 1, zi + 1), hash(xi + 1, yi + 1, zi + 1), fx),
                fy);
        return mix(near, far, fz);
    }

    static double at(Vec p, double frequency) {
        return at(p.x() * frequency, p.y() * frequency, p.z() * frequency);
    }

    /** Four octaves, from 0 to 1. */
    static double fractal(Vec p, double frequency) {
        double sum = 0;
        double amplitude = 0.5;
        for (int i = 0; i < 4; i++) {
            sum += amplitude * at(p.plus(new Vec(17 * i, 5 * i, 3 * i)), frequency);
            amplitude /= 2;
            frequency *= 2.1;
        }
        return sum / 0.9375;
    }

    /** A number from 0 to 1 for a lattice point. */
    static double hash(int x, int y, int z) {
        int h = x * 0x27d4eb2d + y * 0x165667b1 + z * 0x9e3779b1;
        h = (h ^ h >>> 15) * 0x2c1b3c6d;
        h = (h ^ h >>> 12) * 0x297a2d39;
        return ((h ^ h >>> 15) & 0xffffff) / (double) 0x1000000;
    }

    /** 0 below {@code low}, 1 above {@code high}, smooth between. */
    static double step(double low, double high, double x) {
        return smooth(Math.clamp((x - low) / (high - low), 0, 1));
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
