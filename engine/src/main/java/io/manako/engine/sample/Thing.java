package io.manako.engine.sample;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands or lies on the ground at the origin, about to be placed.
 *
 * @param kind null for clutter, which is nobody's ground truth
 */
record Thing(@Nullable Kind kind, List<Part> parts) {
    /**
     * @param normals one for each corner of the mesh
     * @param reach distance of its farthest corner from the vertical axis
     */
    record Part(Mesh mesh, Vec[] normals, Material material, double reach) {}

    static Thing of(@Nullable Kind kind) {
        return new Thing(kind, new ArrayList<>());
    }

    /** This thing with one more part. */
    Thing with(Mesh mesh, Material material) {
        double reach = 0;
        for (Vec p : mesh.corners()) {
            reach = Math.max(reach, Math.hypot(p.x(), p.z()));
        }
        parts.add(new Part(mesh, mesh.normals(), material, reach));
        return this;
    }

    /**
     * A thing in its scene.
     *
     * @param at where its origin goes
     * @param yaw turn about the vertical axis, in radians
     * @param scale size, 1 as it was made
     */
    record Placed(Thing thing, Vec at, double yaw, double scale) {
        Vec toWorld(Vec p) {
            return p.times(scale).yaw(yaw).plus(at);
        }

        Vec turn(Vec direction) {
            return direction.yaw(yaw);
        }

        /** Radius of the circle on the ground that holds it. */
        double footprint() {
            return scale * thing.parts.stream().mapToDouble(Part::reach).max().orElse(0);
        }
    }
}
