package io.manako.engine.sample;

import io.manako.engine.sample.Material.Texture;

/** Toys and a plant, and the small clutter that lies about. Sizes in centimetres. */
final class Parlour {
    private Parlour() {}

    static Thing ball(Dice dice) {
        double r = dice.between(4.2, 6.2);
        Vec a = dice.colour(0xd7332f, 0x1f66b0, 0xe8b923, 0x2a8f5a, 0x6a3fa0);
        Vec b = dice.colour(0xf2f0e8, 0xf2f0e8, 0xf0c23a, 0x1f2a44);
        Vec c = dice.colour(0x1f66b0, 0x2a8f5a, 0xe07b2a);
        int style = dice.below(3);
        double roll = dice.between(0.3, 1.2);
        double spin = dice.between(0, 6.28);
        Texture pattern = (p, u, v) -> {
            Vec d = p.minus(new Vec(0, r, 0)).times(1 / r).yaw(spin).roll(roll);
            int sector = (int) Math.floor((Math.atan2(d.z(), d.x()) / Math.PI + 1) * 3) % 6;
            return switch (style) {
                case 0 -> Math.abs(d.y()) > 0.93 ? b : sector % 2 == 0 ? sector == 2 ? c : a : b; // beach ball
                case 1 -> (int) Math.floor((d.y() + 1) * 3.5) % 2 == 0 ? a : b; // rings
                default -> Math.abs(d.y()) < 0.24 ? b : Math.abs(d.y()) < 0.32 ? c : a; // broad band
            };
        };
        return Thing.of(Kind.BALL)
                .with(Mesh.sphere(r), new Material(pattern, dice.chance(0.5) ? 120 : 400, 0.05, false, 0));
    }

    static Thing plant(Dice dice) {
        double r = dice.between(4.2, 5.4);
        double h = dice.between(7, 9);
        Mesh pot = Mesh.lathe(
                48,
                new double[] {0, 0},
                new double[] {r * 0.7, 0},
                new double[] {r * 0.92, h * 0.78},
                new double[] {r * 1.05, h * 0.78},
                new double[] {r * 1.08, h},
                new double[] {r * 0.95, h},
                new double[] {r * 0.9, h * 0.86},
                new double[] {0, h * 0.88});
        Vec clay = dice.colour(0xb5623c, 0xc07a50, 0xe6e0d4, 0x4a6a78);
        Texture fired = (p, u, v) -> v > 0.84
                ? Vec.rgb(0x2d2018).times(0.6 + 0.8 * Noise.at(p, 5))
                : clay.times(0.82 + 0.3 * Noise.fractal(p, 0.6));
        Thing plant = Thing.of(Kind.PLANT).with(pot, Material.matt(fired));
        Vec green = dice.colour(0x3f7a2f, 0x2f6b3f, 0x5c8f3a, 0x6f9a55);
        boolean slender = dice.chance(0.45);
        int leaves = slender ? 16 : 13;
        for (int i = 0; i < leaves; i++) {
            double heading = i * 2.399963 + dice.between(-0.3, 0.3);
            double steep = dice.between(0.35, 1) - 0.45 * i / leaves;
            double length = (slender ? 13 : 10.5) * dice.between(0.75, 1.1);
            double width = slender ? 1.15 : 3.1;
            Mesh leaf = leaf(length, width, 1.1 - steep * 0.5)
                    .map(p -> p.roll(1.25 * Math.max(0.25, steep)).yaw(heading).plus(new Vec(0, h * 0.88, 0)));
            double shade = dice.between(0.75, 1.25);
            Texture blade = (p, u, v) -> {
                double vein = Math.abs(v - 0.5) < 0.035 ? 0.5 : 0;
                double ribs = slender ? 0 : 0.12 * Math.sin(38 * (u - 0.6 * Math.abs(v - 0.5)));
                return green.times(shade * (1 + ribs)).mix(Vec.rgb(0xc8d890), vein * 0.6);
            };
            plant.with(leaf, new Material(blade, 45, 0.05, false, 0));
        }
        return plant;
    }

    /** A leaf from the origin along x, drooping towards its tip. */
    static Mesh leaf(double length, double width, double droop) {
        return Mesh.surface(16, 6, (u, v) -> {
            double half = width / 2 * Math.pow(Math.sin(Math.PI * Math.pow(u, 0.8)), 0.8) + 0.08 * (1 - u);
            double across = 2 * v - 1;
            double bend = droop * u;
            return new Vec(
                    length * (u - 0.18 * bend * u),
                    length * (0.25 * u - 0.42 * bend * u) + 0.35 * half * Math.abs(across),
                    half * across);
        });
    }

    static Thing toyCar(Dice dice) {
        double w = dice.between(5, 5.8);
        double roof = dice.between(5.6, 6.6);
        double back = dice.chance(0.5) ? -5.6 : -3.4; // estate or saloon
        Vec paint = dice.colour(0xc62828, 0x1c62a8, 0xe2a81e, 0x2e7d4f, 0xd9dde0, 0x4a3a78);
        Mesh body = rounded(
                w,
                new Vec(0, 3, 0),
                new Vec(-6.8, 1.2, 0),
                new Vec(6.6, 1.2, 0),
                new Vec(7.1, 2, 0),
                new Vec(6.8, 3.3, 0),
                new Vec(3.6, 3.9, 0),
                new Vec(-6.6, 4, 0),
                new Vec(-7.1, 2.6, 0));
        Mesh cabin = rounded(
                w * 0.86,
                new Vec(-0.5, 4.6, 0),
                new Vec(3.7, 3.7, 0),
                new Vec(1.6, roof, 0),
                new Vec(back + 1.2, roof, 0),
                new Vec(back - 0.9, 3.7, 0));
        boolean stripe = dice.chance(0.4);
        Texture shell = (p, u, v) -> {
            boolean lights =
                    Math.abs(p.x()) > 6.4 && p.y() > 2.2 && p.y() < 3.3 && Math.abs(Math.abs(p.z()) - w * 0.33) < 0.7;
            boolean bumper = p.y() < 1.75;
            boolean band = stripe && (Math.abs(p.z()) < 0.7 || Math.abs(p.y() - 2.9) < 0.22);
            return lights
                    ? Vec.rgb(p.x() > 0 ? 0xfff6d8 : 0xd02818)
                    : bumper ? Vec.rgb(0x3a3c40) : band ? Vec.rgb(0xf4f2ec) : paint;
        };
        double windowTop = roof - 0.55;
        Texture cab = (p, u, v) -> {
            boolean window = p.y() > 4.05 && p.y() < windowTop;
            boolean pillar = Math.abs(p.x() + 0.6) < 0.22
                    || Math.abs(Math.abs(p.z()) - w * 0.43) < 0.25 && Math.abs(p.x() + 0.6) > 9;
            return window && !pillar ? Vec.rgb(0x16222c) : paint;
        };
        Thing car = Thing.of(Kind.TOY_CAR).with(body, Material.glazed(shell)).with(cabin, Material.glazed(cab));
        Mesh wheel = Mesh.lathe(
                32,
                new double[] {0, 0.75},
                new double[] {0.85, 0.7},
                new double[] {0.95, 0.55},
                new double[] {1.55, 0.6},
                new double[] {1.7, 0.3},
                new double[] {1.7, -0.5},
                new double[] {0, -0.5});
        Texture rubber = (p, u, v) -> v < 0.3 ? Vec.rgb(0xc8ccd0) : Vec.rgb(0x18181a);
        for (int x = -1; x <= 1; x += 2) {
            for (int z = -1; z <= 1; z += 2) {
                double front = 4.2 * x;
                double side = z;
                car.with(
                        wheel.map(p -> p.pitch(side * Math.PI / 2).plus(new Vec(front, 1.7, side * (w / 2 - 0.1)))),
                        new Material(rubber, 60, 0.04, false, 0));
            }
        }
        return car;
    }

    /** A slab whose rim is drawn in, so that it has no sharp edges. */
    private static Mesh rounded(double width, Vec centre, Vec... outline) {
        Vec[] inner = new Vec[outline.length];
        for (int i = 0; i < outline.length; i++) {
            inner[i] = outline[i].mix(centre, 0.07);
        }
        Mesh mesh = Mesh.slab(centre, width, inner);
        double outer = width * 0.9;
        return mesh.and(Mesh.slab(centre, outer, outline)).and(bevel(width, outer, inner, outline));
    }

    private static Mesh bevel(double width, double outer, Vec[] inner, Vec[] outline) {
        Mesh all = Mesh.surface(1, 1, (u, v) -> new Vec(0, 0, 0));
        for (int i = 0; i < outline.length; i++) {
            int k = (i + 1) % outline.length;
            int from = i;
            for (int side = -1; side <= 1; side += 2) {
                double s = side;
                all = all.and(Mesh.surface(1, 1, (u, v) -> {
                    Vec out = outline[from].mix(outline[k], u).plus(new Vec(0, 0, s * outer / 2));
                    Vec in = inner[from].mix(inner[k], u).plus(new Vec(0, 0, s * width / 2));
                    return out.mix(in, v);
                }));
            }
        }
        return all;
    }

    /** A marble, a coin, a building block, a pebble or a sheet of paper. */
    static Thing clutter(Dice dice) {
        Thing thing = Thing.of(null);
        Vec colour = dice.colour(0xc0504d, 0x4f81bd, 0x9bbb59, 0xd8b04a, 0x8064a2, 0xd8d4c8, 0x3a3a3a);
        return switch (dice.below(5)) {
            case 0 -> thing.with(Mesh.sphere(dice.between(0.7, 1.1)), Material.glazed(Material.plain(colour)));
            case 1 ->
                thing.with(
                        Mesh.lathe(
                                32,
                                new double[] {1.3, 0},
                                new double[] {1.3, 0.22},
                                new double[] {1.15, 0.25},
                                new double[] {0, 0.2}),
                        Material.metal(dice.colour(0xc9a24b, 0xb9bcc0, 0xb0693a)));
            case 2 ->
                thing.with(Mesh.box(2.6, 2.6, 2.6), Material.satin((p, u, v) -> {
                    boolean rim = Math.max(Math.abs(u - 0.5), Math.abs(v - 0.5)) > 0.4;
                    return rim ? colour : Vec.rgb(0xdcc08a).times(0.85 + 0.3 * Noise.at(p.x() * 6, p.y() * 0.8, p.z()));
                }));
            case 3 ->
                thing.with(
                        Mesh.sphere(1.6).map(p -> new Vec(p.x() * 1.2, p.y() * 0.55, p.z())),
                        Material.matt((p, u, v) -> Vec.rgb(0x8a857c).times(0.5 + Noise.fractal(p, 1.2))));
            default ->
                thing.with(Mesh.box(11, 0.06, 15), Material.matt((p, u, v) -> {
                    boolean line = Math.abs(p.x()) < 4.3 && (p.z() + 90) % 1.1 < 0.22 && Math.abs(p.z()) < 6;
                    return line && Noise.at(p.x() * 2, 0, Math.floor(p.z() / 1.1) * 9) > 0.3
                            ? Vec.rgb(0x6a6e78)
                            : Vec.rgb(0xece8dc);
                }));
        };
    }
}
