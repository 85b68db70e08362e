package io.manako.engine.sample;

import io.manako.engine.sample.Material.Texture;

/** Things one eats and drinks from. Sizes in centimetres. */
final class Kitchen {
    private static final int[] GLAZES = {0xc0392b, 0x2c5f8a, 0xe8e4d8, 0x3b7a57, 0xd9a441, 0x6b4a7d, 0x22313f, 0xd98c7a
    };

    private Kitchen() {}

    static Thing mug(Dice dice) {
        double r = dice.between(3.6, 4.4);
        double h = dice.between(8.4, 10.5);
        double waist = dice.between(0.88, 1.06);
        Mesh cup = Mesh.lathe(
                56,
                new double[] {0, 0.3},
                new double[] {r * 0.8, 0.3},
                new double[] {r * 0.84, 0},
                new double[] {r * 0.93, 0.25},
                new double[] {r * 0.97 * waist, h * 0.3},
                new double[] {r * waist, h * 0.6},
                new double[] {r, h - 0.3},
                new double[] {r - 0.05, h - 0.06},
                new double[] {r - 0.18, h},
                new double[] {r - 0.32, h - 0.08},
                new double[] {r * waist - 0.4, h * 0.5},
                new double[] {r * 0.9 - 0.4, 0.9},
                new double[] {0, 0.7});
        double reach = dice.between(2.3, 3.1);
        Mesh handle = Mesh.tube(
                28,
                14,
                t -> new Vec(r * 0.93 + reach * Math.sin(Math.PI * t), h * 0.5 + h * 0.31 * Math.cos(Math.PI * t), 0),
                t -> 0.55 + 0.15 * Math.abs(2 * t - 1),
                new Vec(0, 0, 1));
        Vec glaze = dice.colour(GLAZES);
        Vec second = dice.chance(0.6) ? Vec.rgb(0xf4f1e6) : dice.colour(GLAZES);
        Texture pattern = pottery(dice, glaze, second, r, h);
        double coffee = h * 0.82;
        Thing mug = Thing.of(Kind.MUG)
                .with(cup, Material.glazed(pattern))
                .with(handle, Material.glazed(Material.plain(glaze)));
        return dice.chance(0.6)
                ? mug.with(
                        Mesh.lathe(40, new double[] {0, coffee}, new double[] {r * waist - 0.38, coffee}),
                        Material.glazed(Material.plain(Vec.rgb(0x2b160a))))
                : mug;
    }

    /** Plain, banded, dotted or zigzag, on the outside only. */
    private static Texture pottery(Dice dice, Vec glaze, Vec second, double r, double h) {
        int style = dice.below(5);
        double from = dice.between(0.3, 0.5) * h;
        return (p, u, v) -> {
            double out = Math.hypot(p.x(), p.z());
            boolean inside = v > 0.68;
            boolean on = switch (style) {
                case 0 -> Math.abs(p.y() - from) < 0.7 || Math.abs(p.y() - from - 2) < 0.25;
                case 1 -> Math.hypot(u * 16 % 1 - 0.5, (p.y() * 0.62 + (int) (u * 16) % 2 * 0.5) % 1 - 0.5) < 0.27;
                case 2 -> Math.abs(p.y() - from - 1.1 * Math.abs(u * 24 % 2 - 1)) < 0.45;
                case 3 -> p.y() < from;
                default -> false;
            };
            Vec c = inside ? Vec.rgb(0xf4f1e6).mix(glaze, 0.15) : on && out > r * 0.8 ? second : glaze;
            return c.times(0.93 + 0.1 * Noise.at(p, 0.8));
        };
    }

    static Thing apple(Dice dice) {
        double r = dice.between(3.6, 4.3);
        double tall = dice.between(0.86, 0.98);
        double lobes = dice.between(0.01, 0.03);
        Mesh body = Mesh.surface(60, 40, (u, v) -> {
            double t = Math.PI * v;
            double out = Math.sin(t) * (1 - 0.14 * Math.cos(t) * Math.cos(t)) * (1 - 0.09 * Math.cos(t));
            double y = -tall * Math.cos(t) + 0.95;
            y -= v > 0.5 ? 0.36 * Math.exp(-out * out / 0.075) : -0.16 * Math.exp(-out * out / 0.05);
            double a = 2 * Math.PI * u;
            out *= 1 + lobes * Math.cos(5 * a);
            return new Vec(r * out * Math.cos(a), r * y * 0.96, r * out * Math.sin(a));
        });
        double top = r * 1.56 * tall;
        double lean = dice.between(-0.5, 0.5);
        Mesh stem = Mesh.tube(
                8,
                8,
                t -> new Vec(lean * t * t * 1.5, top - 0.55 + 1.9 * t, 0.2 * t),
                t -> 0.13 + 0.1 * t * t,
                new Vec(0, 0, 1));
        boolean green = dice.chance(0.3);
        Vec red = green ? Vec.rgb(0x7fae2e) : dice.colour(0xa81c22, 0xb5281f, 0x8e1524);
        Vec yellow = green ? Vec.rgb(0xa8c64a) : Vec.rgb(0xd8a83a);
        double blush = dice.between(0, 6.28);
        Texture skin = (p, u, v) -> {
            double angle = 2 * Math.PI * u;
            double streak = Noise.at(Math.cos(angle) * 9, p.y() * 0.25, Math.sin(angle) * 9);
            double side = 0.5 + 0.5 * Math.cos(angle - blush);
            double bare = Noise.step(0.45, 1.05, streak * 0.6 + side * 0.45 + 0.5 * Math.pow(Math.abs(2 * v - 1), 5));
            boolean dot = Noise.at(p, 3.6) > 0.86;
            return red.mix(yellow, bare).mix(Vec.rgb(0xe8d8a0), dot ? 0.35 : 0);
        };
        Thing apple = Thing.of(Kind.APPLE)
                .with(body, new Material(skin, 90, 0.045, false, 0))
                .with(stem, Material.matt(Material.plain(Vec.rgb(0x4a3220))));
        return dice.chance(0.35)
                ? apple.with(
                        Parlour.leaf(3.6, 1.5, 0.7).map(p -> p.yaw(blush)).moved(lean * 0.4, top + 0.4, 0),
                        Material.satin(Material.plain(Vec.rgb(0x3f7a2a))))
                : apple;
    }

    static Thing banana(Dice dice) {
        Thing banana = Thing.of(Kind.BANANA);
        int count = dice.chance(0.35) ? 2 : 1;
        Vec yellow = dice.colour(0xe9c22b, 0xe6cf3a, 0xd9b02a);
        double ripe = dice.between(0.62, 0.8);
        double bend = dice.between(1.5, 2.0);
        double radius = dice.between(8.5, 10);
        for (int i = 0; i < count; i++) {
            double tilt = 0.28 * i;
            double lift = 1.75 + 1.4 * i;
            Mesh fruit = Mesh.tube(
                            48,
                            5 * 6,
                            t -> new Vec(
                                    radius * Math.sin(bend * (t - 0.5)),
                                    0,
                                    radius * (Math.cos(bend * (t - 0.5)) - 0.8)),
                            t -> thickness(t),
                            Vec.UP)
                    .map(p -> p.yaw(tilt).plus(new Vec(-0.6 * tilt, lift + 0.12 * p.x() * tilt, -3.2 * tilt)));
            Texture peel = (p, u, v) -> {
                double end = Math.max(Noise.step(0.95, 0.985, u), 1 - Noise.step(0.0, 0.03, u));
                double green = (1 - Noise.step(0.04, 0.22, u)) * 0.5;
                double edge = 0.92 + 0.1 * Math.abs(Math.cos(2.5 * 2 * Math.PI * v));
                double spots = Noise.step(ripe, ripe + 0.06, Noise.fractal(p, 0.9));
                return yellow.times(edge)
                        .mix(Vec.rgb(0x9ab03a), green)
                        .mix(Vec.rgb(0x5a3a18), 0.75 * spots)
                        .mix(Vec.rgb(0x2e2214), end);
            };
            banana.with(fruit, Material.satin(peel));
        }
        return banana;
    }

    private static double thickness(double t) {
        double stalk = 0.42 + 1.35 * Noise.step(0.06, 0.3, t);
        double tip = 1 - 0.8 * Noise.step(0.74, 0.985, t);
        return Math.max(0.02, t > 0.999 || t < 0.001 ? 0.02 : stalk * tip);
    }

    static Thing bottle(Dice dice) {
        double r = dice.between(3.1, 3.9);
        double h = dice.between(21, 27);
        double shoulder = dice.between(0.5, 0.66);
        double neck = dice.between(1.2, 1.5);
        Mesh glass = Mesh.roundLathe(
                56,
                new double[] {0, 0.4},
                new double[] {r * 0.85, 0.1},
                new double[] {r, 0.9},
                new double[] {r, h * shoulder * 0.5},
                new double[] {r, h * shoulder},
                new double[] {r * 0.72, h * (shoulder + 0.1)},
                new double[] {neck, h * (shoulder + 0.19)},
                new double[] {neck * 0.93, h * 0.93},
                new double[] {neck * 1.12, h * 0.95},
                new double[] {neck * 1.1, h});
        Vec tint = dice.colour(0x1d4a2a, 0x4a2a10, 0x16324f, 0x5a7a3a, 0x2a2622);
        Texture body = (p, u, v) ->
                tint.times(0.55 + 0.9 * Noise.step(0, h, p.y()) * Noise.at(p, 0.12) + 0.25 * Math.cos(12 * u));
        Vec paper = dice.colour(0xf0e6cc, 0xe8e8e4, 0xd8c79a, 0x243447);
        Vec print = dice.colour(0x8c1c13, 0x1f3a5f, 0x2e4a2e, 0xb8902f);
        double low = h * 0.14;
        double high = h * (shoulder - 0.06);
        double crest = dice.between(0.22, 0.3);
        Mesh label = Mesh.surface(56, 1, (u, v) -> {
            double a = 2 * Math.PI * u;
            return new Vec((r + 0.05) * Math.cos(a), low + (high - low) * v, (r + 0.05) * Math.sin(a));
        });
        Texture printed = (p, u, v) -> {
            double across = u * 3 % 1 - 0.5;
            boolean border = v < 0.07 || v > 0.93;
            boolean seal = Math.hypot(across * 2 * Math.PI * r / 3, (v - 0.62) * (high - low)) < crest * r;
            boolean line = v < 0.36 && v * 12 % 1 < 0.42 && Math.abs(across) < 0.33 - 0.12 * ((int) (v * 12) % 2);
            return border || seal || line ? print : paper;
        };
        Mesh cap = Mesh.lathe(
                40,
                new double[] {neck * 1.2, h * 0.965},
                new double[] {neck * 1.2, h + 0.5},
                new double[] {neck * 1.08, h + 0.65},
                new double[] {0, h + 0.65});
        return Thing.of(Kind.BOTTLE)
                .with(glass, new Material(body, 900, 0.07, false, 0))
                .with(label, Material.matt(printed))
                .with(cap, Material.metal(dice.colour(0xc8a24a, 0xb0b0b0, 0x9c1f1f)));
    }
}
