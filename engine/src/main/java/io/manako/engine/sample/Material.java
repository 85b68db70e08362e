package io.manako.engine.sample;

/**
 * What a surface is made of.
 *
 * @param texture colour by place on the thing
 * @param gloss width of highlights: 2 for cloth, 1,000 for glass
 * @param mirror share of light reflected head-on: 0.04 for glaze, 0.6 for metal
 * @param metal whether reflections take the surface's colour
 * @param glow light given off, as a share of the colour
 */
record Material(Texture texture, double gloss, double mirror, boolean metal, double glow) {
    @FunctionalInterface
    interface Texture {
        /**
         * @param p place in the thing's own centimetres
         * @param u first surface coordinate of the mesh, from 0 to 1
         * @param v second surface coordinate of the mesh, from 0 to 1
         */
        Vec at(Vec p, double u, double v);
    }

    static Material matt(Texture texture) {
        return new Material(texture, 6, 0.012, false, 0);
    }

    static Material satin(Texture texture) {
        return new Material(texture, 40, 0.035, false, 0);
    }

    static Material glazed(Texture texture) {
        return new Material(texture, 500, 0.055, false, 0);
    }

    static Material metal(Vec colour) {
        return new Material((p, u, v) -> colour, 120, 0.65, true, 0);
    }

    static Texture plain(Vec colour) {
        return (p, u, v) -> colour;
    }
}
