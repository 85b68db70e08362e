package io.manako.engine.sample;

import java.util.Arrays;
import java.util.List;

/** Depth of the things as the light sees them; shadows are soft by the distance between caster and ground (PCSS). */
final class ShadowMap {
    private static final int SIZE = 1024;
    private static final double EXTENT = 56; // centimetres from the middle to the edge
    private static final double BIAS = 0.28;
    private static final double[][] SEARCH = spiral(10);
    private static final double[][] TAPS = spiral(24);

    private final float[] depth = new float[SIZE * SIZE]; // along the light, larger is nearer to it
    private final Vec right;
    private final Vec up;
    private final Vec light;
    private final double softness;

    ShadowMap(List<Thing.Placed> things, Vec light, double softness) {
        this.light = light;
        this.softness = softness;
        right = light.cross(Vec.UP).unit();
        up = right.cross(light);
        Arrays.fill(depth, Float.NEGATIVE_INFINITY);
        for (Thing.Placed placed : things) {
            for (Thing.Part part : placed.thing().parts()) {
                List<Vec> corners = part.mesh().corners();
                for (int i = 0; i < corners.size(); i += 3) {
                    draw(
                            toMap(placed.toWorld(corners.get(i))),
                            toMap(placed.toWorld(corners.get(i + 1))),
                            toMap(placed.toWorld(corners.get(i + 2))));
                }
            }
        }
    }

    private Vec toMap(Vec p) {
        double scale = SIZE / (2 * EXTENT);
        return new Vec(p.dot(right) * scale + SIZE / 2.0, p.dot(up) * scale + SIZE / 2.0, p.dot(light));
    }

    private void draw(Vec a, Vec b, Vec c) {
        Triangle.each(a, b, c, SIZE, SIZE, (x, y, wa, wb, wc) -> {
            float d = (float) (wa * a.z() + wb * b.z() + wc * c.z());
            int i = y * SIZE + x;
            depth[i] = Math.max(depth[i], d);
        });
    }

    /** Points that fill the unit disc evenly (Vogel, 1979). */
    private static double[][] spiral(int n) {
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            double r = Math.sqrt((i + 0.5) / n);
            points[i] = new double[] {r * Math.cos(i * 2.399963), r * Math.sin(i * 2.399963)};
        }
        return points;
    }

    /**
     * How much of the light reaches a place, from 0 to 1.
     *
     * @param cos of an angle that turns the samples, another for each pixel
     * @param sin of the same angle
     */
    double lit(Vec place, double cos, double sin) {
        Vec p = toMap(place);
        double perCentimetre = SIZE / (2 * EXTENT);
        double blockers = 0;
        double blockerDepth = 0;
        for (double[] point : SEARCH) {
            double d = sample(p, point, cos, sin, 2.5 * perCentimetre);
            if (d > p.z() + BIAS) {
                blockers++;
                blockerDepth += d;
            }
        }
        if (blockers == 0) {
            return 1;
        }
        double away = blockerDepth / blockers - p.z();
        double penumbra = Math.clamp(away * softness, 0.12, 4.5) * perCentimetre;
        double lit = 0;
        for (double[] point : TAPS) {
            if (sample(p, point, cos, sin, penumbra) <= p.z() + BIAS) {
                lit++;
            }
        }
        return lit / TAPS.length;
    }

    private double sample(Vec p, double[] point, double cos, double sin, double radius) {
        int x = (int) (p.x() + radius * (cos * point[0] - sin * point[1]));
        int y = (int) (p.y() + radius * (sin * point[0] + cos * point[1]));
        return x < 0 || y < 0 || x >= SIZE || y >= SIZE ? Double.NEGATIVE_INFINITY : depth[y * SIZE + x];
    }
}
