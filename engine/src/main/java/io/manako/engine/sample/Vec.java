package io.manako.engine.sample;

/** Three numbers: a place in centimetres (x right, y up, z towards the viewer), a direction, or linear R, G, B. */
record Vec(double x, double y, double z) {
    static final Vec UP = new Vec(0, 1, 0);

    /** A colour from its sRGB hex code. */
    static Vec rgb(int hex) {
        return new Vec(linear(hex >> 16 & 0xff), linear(hex >> 8 & 0xff), linear(hex & 0xff));
    }

    private static double linear(int value) {
        return Math.pow(value / 255.0, 2.2);
    }

    Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    Vec minus(Vec o) {
        return new Vec(x - o.x, y - o.y, z - o.z);
    }

    Vec times(double s) {
        return new Vec(x * s, y * s, z * s);
    }

    /** Component by component: a colour under a coloured light. */
    Vec times(Vec o) {
        return new Vec(x * o.x, y * o.y, z * o.z);
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec unit() {
        return times(1 / length());
    }

    /** From this at t = 0 to the other at t = 1. */
    Vec mix(Vec o, double t) {
        return plus(o.minus(this).times(t));
    }

    /** Turned about the vertical axis. */
    Vec yaw(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Vec(c * x + s * z, y, c * z - s * x);
    }

    /** Turned about the x axis. */
    Vec pitch(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Vec(x, c * y - s * z, s * y + c * z);
    }

    /** Turned about the z axis. */
    Vec roll(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Vec(c * x - s * y, s * x + c * y, z);
    }
}
