package io.manako.engine.sample;

import io.manako.engine.sample.Material.Texture;

/** Table tops, walls and light. */
final class Rooms {
    private Rooms() {}

    static Room any(Dice dice) {
        double azimuth = dice.between(-1.25, 1.25) + (dice.chance(0.5) ? 0 : Math.PI * 0.08);
        double elevation = dice.between(0.62, 1.15);
        Vec light = new Vec(
                        Math.cos(elevation) * Math.sin(azimuth),
                        Math.sin(elevation),
                        Math.cos(elevation) * Math.cos(azimuth) * (dice.chance(0.7) ? 1 : -0.7))
                .unit();
        Vec warm = Vec.rgb(0xfff1dc).mix(Vec.rgb(0xe6efff), dice.between(0, 1));
        double contrast = dice.between(0.35, 0.62);
        return new Room(
                table(dice),
                wall(dice),
                dice.between(-62, -36),
                light,
                warm.times(1.9 * dice.between(0.8, 1.1)),
                new Vec(0.92, 0.97, 1.06).times(contrast),
                dice.between(0.1, 0.38));
    }

    private static Material table(Dice dice) {
        double turn = dice.between(-0.5, 0.5);
        return switch (dice.below(6)) {
            case 0, 1 -> wood(dice, turn);
            case 2 -> Material.matt(checked(dice, turn));
            case 3 -> Material.matt(striped(dice, turn));
            case 4 -> marble(dice);
            default -> {
                Vec colour = dice.colour(0xd8d2c4, 0x8fa3a8, 0xb9a58c, 0x5c6b73, 0xc7b7a3, 0x9fb09a);
                yield Material.satin((p, u, v) -> colour.times(0.94 + 0.1 * Noise.fractal(p, 0.3)));
            }
        };
    }

    private static Material wood(Dice dice, double turn) {
        Vec light = dice.colour(0xb98a56, 0xc9a06a, 0x8a5a34, 0xd6b98c);
        Vec dark = light.times(dice.between(0.45, 0.65));
        double plank = dice.between(9, 15);
        Texture grain = (place, u, v) -> {
            Vec p = place.yaw(turn);
            int board = (int) Math.floor(p.z() / plank);
            double own = 40 * Noise.hash(board, 3, 1);
            double rings = Noise.at(p.x() * 0.035 + own, 0, p.z() * 0.42 + own) * 9;
            double fibre = Noise.at(p.x() * 0.35 + own, own, p.z() * 9);
            double t = 0.55 * Math.abs(rings % 2 - 1) + 0.45 * fibre;
            double gap = Math.abs(p.z() / plank - board - 0.5) > 0.5 - 0.006 ? 0.35 : 1;
            return dark.mix(light, t).times(gap * (0.88 + 0.24 * Noise.hash(board, 8, 2)));
        };
        return new Material(grain, 70, 0.035, false, 0);
    }

    private static Texture checked(Dice dice, double turn) {
        Vec a = dice.colour(0xb03030, 0x2f5d8a, 0x3f7a4f, 0xd0a030, 0x6a6a72);
        Vec ground = Vec.rgb(0xefeadd);
        double size = dice.between(2.4, 4.2);
        return (place, u, v) -> {
            Vec p = place.yaw(turn);
            double x = Math.floorMod((int) Math.floor(p.x() / size), 2);
            double z = Math.floorMod((int) Math.floor(p.z() / size), 2);
            return ground.mix(a, 0.1 + 0.42 * (x + z)).times(weave(p));
        };
    }

    private static Texture striped(Dice dice, double turn) {
        Vec a = dice.colour(0x7a8fa6, 0xa65c4a, 0x5f7f5f, 0xc2a25a, 0x4a5a78);
        Vec ground = dice.colour(0xe4dccb, 0xd8d8d4, 0xcdbf9f);
        double pitch = dice.between(4, 11);
        double share = dice.between(0.2, 0.5);
        return (place, u, v) -> {
            Vec p = place.yaw(turn + 0.4);
            double t = p.x() / pitch - Math.floor(p.x() / pitch);
            boolean on = t < share || t > share + 0.08 && t < share + 0.12;
            return (on ? a : ground).times(weave(p));
        };
    }

    private static double weave(Vec p) {
        return 0.86 + 0.16 * Noise.at(p.x() * 7, 0, p.z() * 7) + 0.06 * Noise.fractal(p, 0.25);
    }

    private static Material marble(Dice dice) {
        Vec ground = dice.colour(0xe6e4e0, 0x5a6058, 0xd9cfc0, 0x3c4048);
        Vec vein = ground.x() > 0.3 ? ground.times(0.55) : ground.times(2.2);
        Texture stone = (p, u, v) -> {
            double bend = 3 * Noise.fractal(p, 0.09) + 1.2 * Noise.fractal(p, 0.5);
            double line = Math.abs(Math.sin((p.x() + 0.6 * p.z()) * 0.09 + 2.6 * bend));
            return ground.mix(vein, 0.8 * Math.pow(1 - line, 5)).times(0.93 + 0.12 * Noise.fractal(p, 0.2));
        };
        return new Material(stone, 260, 0.04, false, 0);
    }

    /** Soft, since the wall is out of focus. */
    private static Material wall(Dice dice) {
        Vec colour = dice.colour(0xcfc6b8, 0x8a9aa5, 0xa8b59c, 0xb98f7a, 0x4f5b66, 0xd9cdb0, 0x7d6b7d, 0xe2e2de);
        Vec other = colour.times(dice.between(0.62, 0.85));
        double pitch = dice.between(9, 18);
        Texture texture = switch (dice.below(4)) {
            case 0 -> (p, u, v) -> colour.mix(other, 0.5 + 0.5 * Math.sin(p.x() * 6.2832 / pitch)); // wallpaper
            case 1 ->
                (p, u, v) ->
                        colour.mix(other, Noise.step(0.35, 0.65, Noise.at(p.x() / 16, p.y() / 22, 4))); // blurred room
            case 2 -> (p, u, v) -> p.y() < 9 ? other : colour.times(0.95 + 0.08 * Noise.fractal(p, 0.08)); // wainscot
            default -> (p, u, v) -> colour.times(0.92 + 0.14 * Noise.fractal(p, 0.05));
        };
        return new Material(texture, 4, 0.005, false, 0);
    }
}
