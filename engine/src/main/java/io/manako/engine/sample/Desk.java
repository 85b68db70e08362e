package io.manako.engine.sample;

import io.manako.engine.sample.Material.Texture;

/** Things of a writing desk. Sizes in centimetres. */
final class Desk {
    private static final Vec STEEL = Vec.rgb(0xb9bcc0);
    private static final Vec BRASS = Vec.rgb(0xc9a24b);

    private Desk() {}

    static Thing book(Dice dice) {
        double w = dice.between(12, 15.5);
        double d = dice.between(17, 22);
        double h = dice.between(1.8, 4.2);
        Vec cloth = dice.colour(0x7a1f1f, 0x1f3a5f, 0x2f5d3a, 0xd9b44a, 0x5a3b66, 0x2b2b2b, 0xc7622f, 0x3f8a8c);
        boolean gold = dice.chance(0.5);
        boolean bright = cloth.y() > 0.3; // then dark print, or nothing would be seen of it
        Vec print = Vec.rgb(bright ? 0x4a2018 : gold ? 0xd8b24a : 0xf2ead6);
        int style = dice.below(4);
        Texture cover = (p, u, v) -> {
            double x = p.x() / w; // −0.5 at the spine
            double z = p.z() / d;
            boolean frame = Math.abs(Math.max(Math.abs(x), Math.abs(z) * 1.02) - 0.43) < 0.012;
            boolean title = Math.abs(z + 0.24) < 0.045 && Math.abs(x) < 0.3 && Math.abs(Math.sin(x * 46)) > 0.22
                    || Math.abs(z + 0.13) < 0.02 && Math.abs(x) < 0.2 && Math.abs(Math.sin(x * 70)) > 0.3;
            boolean picture = switch (style) {
                case 0 -> Math.hypot(x * w, (z - 0.15) * d) < w * 0.24;
                case 1 -> Math.abs(x) + Math.abs(z - 0.15) * d / w < 0.26;
                case 2 -> z > 0.28 && z < 0.36 || z > 0.4 && z < 0.43;
                default -> z > 0.02 && z < 0.34 && Math.abs(x) < 0.3 && (x * 9 + z * 11 + 90) % 1 < 0.5;
            };
            Vec c = frame || title || picture ? print : cloth;
            return c.times(0.9 + 0.18 * Noise.at(p, 6));
        };
        Texture pages = (p, u, v) -> Vec.rgb(0xe9dfc4).times(0.78 + 0.3 * Noise.at(0, p.y() * 14, 0));
        double board = 0.28;
        Mesh boards = Mesh.box(w, board, d)
                .and(Mesh.box(w, board, d).moved(0, h - board, 0))
                .and(Mesh.box(board, h, d).moved(-w / 2 + board / 2, 0, 0));
        Mesh block = Mesh.box(w - 0.9, h - 2 * board, d - 0.8).moved(-0.15, board, 0);
        Thing book = Thing.of(Kind.BOOK);
        if (dice.chance(0.3)) {
            return standing(book, boards, block, Material.satin(cover), Material.matt(pages), w, d, h);
        }
        return book.with(boards, Material.satin(cover)).with(block, Material.matt(pages));
    }

    /** The book on its lower edge with the cover to the front; textures see the lying book's places. */
    private static Thing standing(
            Thing book, Mesh boards, Mesh block, Material cover, Material pages, double w, double d, double h) {
        double lean = 0.16;
        return book.with(boards.map(p -> stand(p, d, lean)), turned(cover, d, lean))
                .with(block.map(p -> stand(p, d, lean)), turned(pages, d, lean));
    }

    private static Vec stand(Vec p, double d, double lean) {
        return p.pitch(Math.PI / 2).plus(new Vec(0, d / 2, 0)).pitch(-lean);
    }

    private static Material turned(Material m, double d, double lean) {
        return new Material(
                (p, u, v) ->
                        m.texture().at(p.pitch(lean).minus(new Vec(0, d / 2, 0)).pitch(-Math.PI / 2), u, v),
                m.gloss(),
                m.mirror(),
                m.metal(),
                m.glow());
    }

    static Thing key(Dice dice) {
        double length = dice.between(7.5, 9.5);
        double bow = dice.between(1.9, 2.4);
        double squash = dice.between(0.8, 1.1);
        Mesh ring = ring(bow * squash, bow, 0.48).moved(-bow, 0.5, 0);
        Mesh shaft = Mesh.tube(20, 14, t -> new Vec(length * t, 0.5, 0), t -> t > 0.97 ? 0.4 : 0.46, Vec.UP);
        Mesh collar = Mesh.tube(
                12, 16, t -> new Vec(0.2 + 1.4 * t, 0.55, 0), t -> 0.55 + 0.2 * Math.cos(4 * Math.PI * t), Vec.UP);
        double depth = dice.between(1.7, 2.3);
        Mesh bit = Mesh.box(0.65, 0.5, depth)
                .moved(length - 0.9, 0.25, depth / 2)
                .and(Mesh.box(0.65, 0.5, depth * 0.75).moved(length - 2, 0.25, depth * 0.37))
                .and(
                        dice.chance(0.6)
                                ? Mesh.box(0.5, 0.5, depth * 0.9).moved(length - 3, 0.25, depth * 0.45)
                                : Mesh.box(1.6, 0.5, 0.7).moved(length - 1.4, 0.25, 0.6));
        Material metal = Material.metal(dice.chance(0.6) ? BRASS : dice.colour(0xb9bcc0, 0x8c6a4a));
        double shift = -length / 2 + bow;
        return Thing.of(Kind.KEY).with(ring.and(shaft).and(collar).and(bit).moved(shift, 0, 0), metal);
    }

    /** A flat ring in the ground plane. */
    private static Mesh ring(double rx, double rz, double thick) {
        return Mesh.tube(
                44,
                12,
                t -> new Vec(rx * Math.cos(2 * Math.PI * t), 0, rz * Math.sin(2 * Math.PI * t)),
                t -> thick,
                Vec.UP);
    }

    static Thing lamp(Dice dice) {
        double h = dice.between(25, 31);
        double low = dice.between(7, 9);
        double high = dice.between(3.8, 5.8);
        double shadeHeight = dice.between(8.5, 11);
        Vec body = dice.colour(0x2a2a2c, 0xb8912f, 0x8c2f24, 0x2f5d62, 0xe0dccf);
        Vec cloth = dice.colour(0xf0dcae, 0xe8c48a, 0xd9826a, 0xcfd8c0, 0xb9cbd8);
        double bulge = dice.chance(0.5) ? dice.between(2, 3.4) : 0.5;
        Mesh stand = Mesh.roundLathe(
                44,
                new double[] {0, 0.9},
                new double[] {0.1, 0},
                new double[] {5, 0},
                new double[] {5.2, 0.6},
                new double[] {1.2, 1.7},
                new double[] {bulge, h * 0.25},
                new double[] {Math.max(0.6, bulge * 0.6), h * 0.38},
                new double[] {0.55, h * 0.52},
                new double[] {0.5, h * 0.8});
        int pleats = dice.chance(0.5) ? 36 : 0;
        Mesh shade = Mesh.surface(144, 8, (u, v) -> {
            double a = 2 * Math.PI * u;
            double r = low + (high - low) * v + 0.12 * Math.cos(pleats * a) * Math.signum(pleats);
            return new Vec(r * Math.cos(a), h - shadeHeight + shadeHeight * v, r * Math.sin(a));
        });
        boolean striped = dice.chance(0.35);
        Texture light = (p, u, v) -> {
            double warm = 0.62 + 0.55 * Math.exp(-Math.pow((v - 0.42) * 2.4, 2));
            boolean trim = v < 0.05 || v > 0.95 || striped && u * 18 % 1 < 0.3;
            return cloth.times(trim ? 0.6 * warm : warm);
        };
        double glow = dice.between(0.35, 0.8);
        return Thing.of(Kind.LAMP)
                .with(stand, new Material(Material.plain(body), 200, 0.08, false, 0))
                .with(shade, new Material(light, 3, 0.01, false, glow));
    }

    static Thing clock(Dice dice) {
        double r = dice.between(5, 6.4);
        double depth = dice.between(3.2, 4.2);
        Vec paint = dice.colour(0xa3262a, 0x2d6a6a, 0xd4a73a, 0x26303a, 0xd8d4c8, 0x3c5e8c);
        double feet = 1.3;
        Mesh drum = Mesh.lathe(
                        56,
                        new double[] {0, -depth / 2},
                        new double[] {r * 0.85, -depth / 2},
                        new double[] {r, -depth / 2 + 0.7},
                        new double[] {r, depth / 2 - 0.2},
                        new double[] {r * 0.98, depth / 2 + 0.15},
                        new double[] {r * 0.9, depth / 2 + 0.1},
                        new double[] {r * 0.88, depth / 2 - 0.35})
                .map(p -> p.pitch(Math.PI / 2).plus(new Vec(0, r + feet, 0)));
        Mesh face = Mesh.lathe(56, new double[] {0, depth / 2 - 0.3}, new double[] {r * 0.89, depth / 2 - 0.3})
                .map(p -> p.pitch(Math.PI / 2).plus(new Vec(0, r + feet, 0)));
        double minutes = dice.between(0, 720);
        boolean dark = dice.chance(0.2);
        Texture dial = (p, u, v) -> dial(p.x(), p.y() - r - feet, r * 0.89, minutes, dark);
        Thing clock = Thing.of(Kind.CLOCK)
                .with(drum, new Material(Material.plain(paint), 300, 0.07, false, 0))
                .with(face, new Material(dial, 700, 0.05, false, 0));
        Material metal = Material.metal(dice.chance(0.5) ? STEEL : BRASS);
        if (dice.chance(0.75)) {
            for (int side = -1; side <= 1; side += 2) {
                double x = side;
                Mesh bell = Mesh.lathe(
                                32,
                                new double[] {2.3, 0},
                                new double[] {2.25, 0.5},
                                new double[] {1.8, 1.3},
                                new double[] {1, 1.75},
                                new double[] {0, 1.9})
                        .map(p -> p.roll(-0.62 * x).plus(new Vec(x * r * 0.62, feet + r * 1.83, 0)));
                clock.with(bell, metal);
            }
            clock.with(
                    Mesh.tube(
                            20,
                            10,
                            t -> new Vec(
                                    1.5 * Math.cos(Math.PI * t), feet + 2 * r + 1.1 + 1.3 * Math.sin(Math.PI * t), 0),
                            t -> 0.22,
                            new Vec(0, 0, 1)),
                    metal);
        }
        for (int side = -1; side <= 1; side += 2) {
            double x = side;
            clock.with(
                    Mesh.tube(
                            6,
                            12,
                            t -> new Vec(x * (r * 0.75 - 0.6 * t), 0.1 + (feet + 1.4) * t, 0),
                            t -> 0.55 - 0.15 * t,
                            new Vec(0, 0, 1)),
                    metal);
        }
        return clock;
    }

    /** White face, hour marks, two hands; x and y from the centre, r the face's radius. */
    private static Vec dial(double x, double y, double r, double minutes, boolean dark) {
        double radius = Math.hypot(x, y) / r;
        double angle = Math.atan2(x, y); // clockwise from twelve
        double hour = angle * 6 / Math.PI;
        double off = Math.abs(hour - Math.round(hour)) * Math.PI / 6 * radius;
        double quarter = Math.floorMod(Math.round(hour), 3L) == 0 ? 1 : 0;
        boolean mark = radius > 0.76 - 0.1 * quarter && radius < 0.92 && off < 0.022 + 0.02 * quarter;
        boolean ring = Math.abs(radius - 0.95) < 0.012;
        boolean hands = hand(x / r, y / r, minutes * Math.PI / 360, 0.48, 0.045)
                || hand(x / r, y / r, minutes * Math.PI / 30, 0.74, 0.03)
                || radius < 0.06;
        Vec ground = Vec.rgb(dark ? 0x1e2328 : 0xf6f3e8);
        return mark || ring || hands ? Vec.rgb(dark ? 0xf0ead0 : 0x1a1a1a) : ground;
    }

    private static boolean hand(double x, double y, double angle, double length, double halfWidth) {
        double along = x * Math.sin(angle) + y * Math.cos(angle);
        double across = Math.abs(x * Math.cos(angle) - y * Math.sin(angle));
        return along > -0.12 && along < length && across < halfWidth * (1 - 0.5 * along / length);
    }

    static Thing scissors(Dice dice) {
        double open = dice.between(0.14, 0.34);
        double length = dice.between(8, 10);
        Vec plastic = dice.colour(0xd8452b, 0x1f1f22, 0x2e7d4f, 0x2f5fa8, 0xe0a020);
        Thing scissors = Thing.of(Kind.SCISSORS);
        for (int side = -1; side <= 1; side += 2) {
            double s = side;
            double y = 0.4 + 0.14 * s;
            Mesh blade = Mesh.surface(24, 8, (u, v) -> {
                        double a = 2 * Math.PI * v;
                        double wide = 0.85 * Math.pow(1 - u, 0.55) + 0.03;
                        return new Vec(
                                length * u - 0.6,
                                y + 0.11 * Math.sin(a),
                                s * 0.12 + wide * (Math.cos(a) * 0.8 - 0.25 * s));
                    })
                    .map(p -> p.yaw(s * open));
            Mesh arm = Mesh.tube(16, 12, t -> new Vec(-4.6 * t, 0.5, s * 1.3 * t * t), t -> 0.62 - 0.12 * t, Vec.UP)
                    .map(p -> p.yaw(s * open));
            Mesh grip = ring(2.7, 1.75, 0.55)
                    .map(p -> p.yaw(-0.12 * s).plus(new Vec(-7, 0.55, s * 2.1)).yaw(s * open));
            scissors.with(blade, Material.metal(STEEL));
            scissors.with(arm.and(grip), Material.satin(Material.plain(plastic)));
        }
        return scissors.with(
                Mesh.lathe(20, new double[] {0.55, 0.5}, new double[] {0.5, 0.8}, new double[] {0, 0.85}),
                Material.metal(STEEL));
    }
}
