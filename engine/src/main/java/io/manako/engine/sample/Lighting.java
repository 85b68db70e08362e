package io.manako.engine.sample;

/** How bright a surface is: one soft key light, the room's own light, and reflections. */
final class Lighting {
    private static final double REACH = 4.5; // centimetres within which a thing takes light from its neighbour
    private static final double[][] SPHERE = sphere(12);

    /** How far a place lies behind what the camera sees in its direction. */
    @FunctionalInterface
    interface Gap {
        double behind(Vec place);
    }

    /** A place on a surface, and what is seen of it. */
    record Spot(Vec place, Vec normal, Vec view, Material material, Vec colour) {}

    /** Share of the key light, and of the surroundings, that reaches a spot; both from 0 to 1. */
    record Exposure(double lit, double open) {}

    private final Room room;
    private final ShadowMap shadows;
    private final Gap gap;

    Lighting(Room room, ShadowMap shadows, Gap gap) {
        this.room = room;
        this.shadows = shadows;
        this.gap = gap;
    }

    /** Directions spread over the sphere, each with a length from 0.15 to 1. */
    private static double[][] sphere(int n) {
        double[][] points = new double[n][];
        for (int k = 0; k < n; k++) {
            double z = 2 * (k + 0.5) / n - 1;
            double r = Math.sqrt(1 - z * z);
            double length = 0.15 + 0.85 * ((k * 5 + 4) % n) / n;
            points[k] = new double[] {r * Math.cos(k * 2.399963), r * Math.sin(k * 2.399963), z, length};
        }
        return points;
    }

    /** @param angle turns the samples, another for each pixel, so that errors become grain instead of bands */
    Exposure exposure(Spot spot, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double lit =
                spot.normal.dot(room.light()) > 0 ? shadows.lit(spot.place.plus(spot.normal.times(0.08)), cos, sin) : 0;
        Vec from = spot.place.plus(spot.normal.times(0.1));
        double hidden = 0;
        for (double[] p : SPHERE) {
            Vec direction = new Vec(cos * p[0] - sin * p[1], p[2], sin * p[0] + cos * p[1]).plus(spot.normal);
            double behind = gap.behind(from.plus(direction.times(REACH * 0.6 * p[3])));
            hidden += behind > 0.15 && behind < 3 * REACH ? 1 : 0;
        }
        return new Exposure(lit, 1 - 0.85 * hidden / SPHERE.length);
    }

    /** Linear light from the spot to the camera. */
    Vec shade(Spot spot, Exposure exposure) {
        Material material = spot.material;
        double facing = Math.max(0, spot.normal.dot(room.light()));
        double sky = 0.62 + 0.38 * spot.normal.y();
        Vec diffuse = room.ambient()
                .times(sky * exposure.open)
                .plus(room.lightColour().times(facing * exposure.lit));

        double along = Math.max(0, spot.normal.dot(spot.view));
        double graze = (1 - along) * (1 - along) * (1 - along) * (1 - along) * (1 - along); // Schlick's fresnel term
        double mirror = material.mirror() + (1 - material.mirror()) * graze * Math.min(1, material.gloss() / 300);
        Vec half = spot.view.plus(room.light()).unit();
        double highlight = exposure.lit
                * facing
                * (material.gloss() + 8)
                / 25
                * Math.pow(Math.max(0, spot.normal.dot(half)), material.gloss());
        Vec reflected = spot.normal.times(2 * spot.normal.dot(spot.view)).minus(spot.view);
        double clear = Math.min(1, material.gloss() / 100) * (0.3 + 0.7 * exposure.open);
        Vec shine = room.lightColour()
                .times(Math.min(highlight, 6))
                .plus(room.mirrored(reflected).times(clear))
                .times(mirror);
        Vec body = spot.colour.times(diffuse).times(material.metal() ? 0.25 : 1 - mirror);
        return body.plus(material.metal() ? shine.times(spot.colour) : shine).plus(spot.colour.times(material.glow()));
    }
}
