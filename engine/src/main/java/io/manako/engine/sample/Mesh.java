package io.manako.engine.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A surface of triangles, each with its own three corners. Both sides are seen, so the order of corners is free.
 *
 * @param corners three for each triangle
 * @param uv u and v of each corner: surface coordinates for textures
 */
record Mesh(List<Vec> corners, List<double[]> uv) {
    /** Edges sharper than this stay edges; flatter ones are shaded as round. */
    private static final double CREASE = Math.cos(Math.toRadians(42));

    @FunctionalInterface
    interface Surface {
        Vec at(double u, double v);
    }

    @FunctionalInterface
    interface Curve {
        Vec at(double t);
    }

    @FunctionalInterface
    interface Radius {
        double at(double t);
    }

    int triangles() {
        return corners.size() / 3;
    }

    /** A patch over u, v from 0 to 1, cut into nu by nv cells. */
    static Mesh surface(int nu, int nv, Surface surface) {
        Mesh mesh = new Mesh(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < nu; i++) {
            for (int j = 0; j < nv; j++) {
                double[][] c = {
                    cell(i, j, nu, nv), cell(i + 1, j, nu, nv), cell(i + 1, j + 1, nu, nv), cell(i, j + 1, nu, nv)
                };
                Vec[] p = new Vec[4];
                for (int k = 0; k < 4; k++) {
                    p[k] = surface.at(c[k][0], c[k][1]);
                }
                mesh.add(p[0], p[1], p[2], c[0], c[1], c[2]);
                mesh.add(p[0], p[2], p[3], c[0], c[2], c[3]);
            }
        }
        return mesh;
    }

    private static double[] cell(int i, int j, int nu, int nv) {
        return new double[] {(double) i / nu, (double) j / nv};
    }

    /** A profile turned about the vertical axis. */
    static Mesh lathe(int around, double[]... radiusAndHeight) {
        return surface(around, radiusAndHeight.length - 1, (u, v) -> {
            double[] p = radiusAndHeight[(int) Math.round(v * (radiusAndHeight.length - 1))];
            double angle = 2 * Math.PI * u;
            return new Vec(p[0] * Math.cos(angle), p[1], p[0] * Math.sin(angle));
        });
    }

    /** A profile like {@link #lathe(int, double[]...)}'s, given by points through which a smooth curve is laid. */
    static Mesh roundLathe(int around, double[]... points) {
        int steps = 6;
        double[][] fine = new double[(points.length - 1) * steps + 1][];
        for (int i = 0; i < fine.length; i++) {
            int k = Math.min(i / steps, points.length - 2);
            double t = (double) i / steps - k;
            fine[i] = new double[] {
                Math.max(0, catmullRom(points, k, t, 0)), catmullRom(points, k, t, 1),
            };
        }
        return lathe(around, fine);
    }

    private static double catmullRom(double[][] p, int k, double t, int axis) {
        double a = p[Math.max(0, k - 1)][axis];
        double b = p[k][axis];
        double c = p[k + 1][axis];
        double d = p[Math.min(p.length - 1, k + 2)][axis];
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    /** A tube of changing radius along a curve that is nowhere parallel to {@code side}. */
    static Mesh tube(int along, int around, Curve path, Radius radius, Vec side) {
        return surface(along, around, (u, v) -> {
            Vec tangent = path.at(u + 1e-4).minus(path.at(u - 1e-4)).unit();
            Vec a = tangent.cross(side).unit();
            Vec b = tangent.cross(a);
            double angle = 2 * Math.PI * v;
            return path.at(u)
                    .plus(a.times(Math.cos(angle) * radius.at(u)))
                    .plus(b.times(Math.sin(angle) * radius.at(u)));
        });
    }

    static Mesh sphere(double radius) {
        return surface(
                48,
                24,
                (u, v) -> new Vec(
                        radius * Math.sin(Math.PI * v) * Math.cos(2 * Math.PI * u),
                        radius - radius * Math.cos(Math.PI * v),
                        radius * Math.sin(Math.PI * v) * Math.sin(2 * Math.PI * u)));
    }

    /** A box that stands on the ground, its centre above the origin. */
    static Mesh box(double width, double height, double depth) {
        Mesh mesh = new Mesh(new ArrayList<>(), new ArrayList<>());
        for (int axis = 0; axis < 3; axis++) {
            for (int side = -1; side <= 1; side += 2) {
                int fixed = axis;
                int sign = side;
                Mesh face = surface(1, 1, (u, v) -> {
                    double a = 2 * u - 1;
                    double b = 2 * v - 1;
                    Vec p = fixed == 0 ? new Vec(sign, a, b) : fixed == 1 ? new Vec(a, sign, b) : new Vec(a, b, sign);
                    return new Vec(p.x() * width / 2, (p.y() + 1) * height / 2, p.z() * depth / 2);
                });
                mesh.corners.addAll(face.corners);
                mesh.uv.addAll(face.uv);
            }
        }
        return mesh;
    }

    /** A closed outline in the x-y plane, seen as a whole from {@code centre}, given a thickness along z. */
    static Mesh slab(Vec centre, double thickness, Vec... outline) {
        Mesh mesh = new Mesh(new ArrayList<>(), new ArrayList<>());
        Vec half = new Vec(0, 0, thickness / 2);
        double[] none = {0, 0};
        for (int i = 0; i < outline.length; i++) {
            Vec a = outline[i];
            Vec b = outline[(i + 1) % outline.length];
            mesh.add(a.plus(half), b.plus(half), centre.plus(half), none, none, none);
            mesh.add(a.minus(half), b.minus(half), centre.minus(half), none, none, none);
            mesh.add(a.plus(half), b.plus(half), b.minus(half), none, none, none);
            mesh.add(a.plus(half), b.minus(half), a.minus(half), none, none, none);
        }
        return mesh;
    }

    Mesh map(UnaryOperator<Vec> transform) {
        return new Mesh(new ArrayList<>(corners.stream().map(transform).toList()), uv);
    }

    Mesh moved(double x, double y, double z) {
        Vec by = new Vec(x, y, z);
        return map(p -> p.plus(by));
    }

    Mesh and(Mesh other) {
        Mesh both = new Mesh(new ArrayList<>(corners), new ArrayList<>(uv));
        both.corners.addAll(other.corners);
        both.uv.addAll(other.uv);
        return both;
    }

    private void add(Vec a, Vec b, Vec c, double[] ua, double[] ub, double[] uc) {
        if (b.minus(a).cross(c.minus(a)).length() > 1e-9) { // poles have triangles of no area
            corners.addAll(List.of(a, b, c));
            uv.addAll(List.of(ua, ub, uc));
        }
    }

    /** A normal for each corner: the mean of the triangles that meet there, but across no crease. */
    Vec[] normals() {
        Vec[] flat = new Vec[triangles()];
        Map<List<Long>, List<Integer>> meeting = new HashMap<>();
        for (int i = 0; i < corners.size(); i++) {
            if (i % 3 == 0) {
                flat[i / 3] = corners.get(i + 1)
                        .minus(corners.get(i))
                        .cross(corners.get(i + 2).minus(corners.get(i)));
            }
            meeting.computeIfAbsent(key(corners.get(i)), k -> new ArrayList<>()).add(i / 3);
        }
        Vec[] normals = new Vec[corners.size()];
        for (int i = 0; i < normals.length; i++) {
            Vec own = flat[i / 3];
            Vec sum = new Vec(0, 0, 0);
            for (int t : meeting.getOrDefault(key(corners.get(i)), List.of())) {
                double cosine = own.dot(flat[t]) / (own.length() * flat[t].length());
                if (Math.abs(cosine) > CREASE) {
                    sum = sum.plus(flat[t].times(Math.signum(cosine)));
                }
            }
            normals[i] = sum.unit();
        }
        return normals;
    }

    private static List<Long> key(Vec p) {
        return List.of(Math.round(p.x() * 1e5), Math.round(p.y() * 1e5), Math.round(p.z() * 1e5));
    }
}
