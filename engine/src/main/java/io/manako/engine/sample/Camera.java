package io.manako.engine.sample;

/**
 * A pinhole camera.
 *
 * @param eye where it is
 * @param right of the picture, a unit vector
 * @param up of the picture, a unit vector
 * @param forward where it looks, a unit vector
 * @param focal distance of the picture plane, in heights of the picture
 */
record Camera(Vec eye, Vec right, Vec up, Vec forward, double focal) {
    static Camera lookingAt(Vec eye, Vec target, double focal) {
        Vec forward = target.minus(eye).unit();
        Vec right = forward.cross(Vec.UP).unit();
        return new Camera(eye, right, right.cross(forward), forward, focal);
    }

    /** Column, row (in heights of the picture from its centre, down is positive) and distance of a place. */
    Vec project(Vec p) {
        Vec d = p.minus(eye);
        double distance = d.dot(forward);
        return new Vec(focal * d.dot(right) / distance, -focal * d.dot(up) / distance, distance);
    }

    /** Direction to a place of the picture, with a forward part of 1. */
    Vec ray(double column, double row) {
        return forward.plus(right.times(column / focal)).minus(up.times(row / focal));
    }
}
