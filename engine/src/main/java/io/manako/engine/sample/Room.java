package io.manako.engine.sample;

/**
 * What the things stand on and before: an endless table top at height 0, a wall at some depth, and the light.
 *
 * @param wallDepth z of the wall, negative: behind the things
 * @param light direction to the lamp or window, a unit vector
 * @param lightColour of the key light, linear
 * @param ambient of everything else, linear
 * @param softness of shadows: width of the light seen from the table, in radians
 */
record Room(Material table, Material wall, double wallDepth, Vec light, Vec lightColour, Vec ambient, double softness) {

    private static final double FAR = 1e6;

    record Hit(Vec place, Vec normal, Material material, double distance) {}

    /** Where a ray meets the table or the wall; one that meets neither ends far out, on the wall's level. */
    Hit hit(Vec eye, Vec ray) {
        double toTable = ray.y() < -1e-6 ? -eye.y() / ray.y() : FAR;
        double toWall = ray.z() < -1e-6 ? (wallDepth - eye.z()) / ray.z() : FAR;
        return toTable < toWall
                ? new Hit(eye.plus(ray.times(toTable)), Vec.UP, table, toTable)
                : new Hit(eye.plus(ray.times(toWall)), new Vec(0, 0, 1), wall, toWall);
    }

    /** What a polished surface mirrors: a dim room, brighter above, with a window where the light comes from. */
    Vec mirrored(Vec direction) {
        Vec room = ambient.times(0.35 + 0.55 * Math.max(0, direction.y()));
        Vec side = light.cross(Vec.UP).unit();
        Vec top = side.cross(light);
        double ahead = direction.dot(light);
        double across = Math.abs(direction.dot(side)) / Math.max(ahead, 1e-3);
        double along = Math.abs(direction.dot(top)) / Math.max(ahead, 1e-3);
        double pane = (1 - Noise.step(0.2, 0.25, across)) * (1 - Noise.step(0.28, 0.34, along));
        double bars = Noise.step(0.012, 0.03, across) * Noise.step(0.012, 0.03, along);
        return ahead > 0 ? room.plus(lightColour.times(2.2 * pane * bars)) : room;
    }
}
