package io.manako.engine.sample;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws one scene: triangles into a visibility buffer at twice the size of the picture, then colour, light, shadow and
 * reflection of each place that is seen, then what a camera adds (tone curve, vignette, a little blur, grain).
 */
final class Renderer {
    private static final int OVERSAMPLING = 2;
    private static final int ROOM = -1;

    private final int width;
    private final int height;
    private final Camera camera;
    private final Room room;
    private final List<Thing.Placed> things;
    private final Lighting lighting;

    // What is seen in each pixel of the large picture: distance, thing, part, triangle, weights of its corners 1 and 2.
    private final float[] distance;
    private final int[] thing;
    private final int[] part;
    private final int[] triangle;
    private final float[] second;
    private final float[] third;

    Renderer(int width, int height, Camera camera, Room room, List<Thing.Placed> things) {
        this.width = width * OVERSAMPLING;
        this.height = height * OVERSAMPLING;
        this.camera = camera;
        this.room = room;
        this.things = things;
        int pixels = this.width * this.height;
        distance = new float[pixels];
        thing = new int[pixels];
        part = new int[pixels];
        triangle = new int[pixels];
        second = new float[pixels];
        third = new float[pixels];
        drawRoom();
        drawThings();
        lighting = new Lighting(room, new ShadowMap(things, room.light(), room.softness()), this::gap);
    }

    /** Box around what is seen of a thing, in pixels of the picture, or null where nothing is. */
    @Nullable
    Box boxOf(int number) {
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < thing.length; i++) {
            if (thing[i] == number) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = i / width;
            }
        }
        if (right < 0) {
            return null;
        }
        int x = left / OVERSAMPLING;
        int y = top / OVERSAMPLING;
        return new Box(x, y, right / OVERSAMPLING + 1 - x, bottom / OVERSAMPLING + 1 - y);
    }

    private Vec rayOf(int pixel) {
        return camera.ray((pixel % width + 0.5 - width / 2.0) / height, (pixel / width + 0.5 - height / 2.0) / height);
    }

    private Vec toPixels(Vec world) {
        Vec p = camera.project(world);
        return new Vec(p.x() * height + width / 2.0, p.y() * height + height / 2.0, p.z());
    }

    /** How far a place lies behind what is seen in its direction; negative before it, 0 outside the picture. */
    private double gap(Vec place) {
        Vec p = toPixels(place);
        int x = (int) p.x();
        int y = (int) p.y();
        return x >= 0 && y >= 0 && x < width && y < height ? p.z() - distance[y * width + x] : 0;
    }

    private void drawRoom() {
        Arrays.fill(thing, ROOM);
        for (int i = 0; i < distance.length; i++) {
            distance[i] = (float) room.hit(camera.eye(), rayOf(i)).distance();
        }
    }

    private void drawThings() {
        for (int t = 0; t < things.size(); t++) {
            Thing.Placed placed = things.get(t);
            for (int p = 0; p < placed.thing().parts().size(); p++) {
                List<Vec> corners = placed.thing().parts().get(p).mesh().corners();
                for (int i = 0; i < corners.size(); i += 3) {
                    drawTriangle(
                            t,
                            p,
                            i / 3,
                            toPixels(placed.toWorld(corners.get(i))),
                            toPixels(placed.toWorld(corners.get(i + 1))),
                            toPixels(placed.toWorld(corners.get(i + 2))));
                }
            }
        }
    }

    private void drawTriangle(int t, int p, int number, Vec a, Vec b, Vec c) {
        Triangle.each(a, b, c, width, height, (x, y, wa, wb, wc) -> {
            double near = wa / a.z() + wb / b.z() + wc / c.z(); // 1 / distance is linear in the picture
            float d = (float) (1 / near);
            int i = y * width + x;
            if (d < distance[i]) {
                distance[i] = d;
                thing[i] = t;
                part[i] = p;
                triangle[i] = number;
                second[i] = (float) (wb / b.z() / near);
                third[i] = (float) (wc / c.z() / near);
            }
        });
    }

    /** @param grain seeds the noise of the sensor */
    Raster render(long grain) {
        int w = width / OVERSAMPLING;
        int h = height / OVERSAMPLING;
        Vec[] picture = new Vec[w * h];
        for (int i = 0; i < picture.length; i++) {
            double edge = Math.hypot(i % w - w / 2.0, i / w - h / 2.0) / Math.hypot(w / 2.0, h / 2.0);
            picture[i] = pixel(i % w, i / w).times(1 - 0.22 * edge * edge * edge);
        }
        SplittableRandom random = new SplittableRandom(grain);
        byte[] rgb = new byte[w * h * 3];
        for (int i = 0; i < picture.length; i++) {
            Vec v = blurred(picture, i % w, i / w, w, h);
            double luminance = 1.8 * random.nextGaussian();
            rgb[i * 3] = eightBit(v.x(), luminance + random.nextGaussian());
            rgb[i * 3 + 1] = eightBit(v.y(), luminance + 0.8 * random.nextGaussian());
            rgb[i * 3 + 2] = eightBit(v.z(), luminance + 1.3 * random.nextGaussian());
        }
        return new Raster(w, h, rgb);
    }

    /** Mean of the samples of a pixel. Texture is read for each; light, which is dearer, once for each surface. */
    private Vec pixel(int x, int y) {
        Vec sum = new Vec(0, 0, 0);
        Lighting.Exposure exposure = null;
        int before = -1;
        for (int k = 0; k < OVERSAMPLING * OVERSAMPLING; k++) {
            int i = (y * OVERSAMPLING + k / OVERSAMPLING) * width + x * OVERSAMPLING + k % OVERSAMPLING;
            Lighting.Spot spot = spot(i);
            if (exposure == null || thing[i] != thing[before] || part[i] != part[before]) {
                exposure = lighting.exposure(spot, 2 * Math.PI * Noise.hash(x, y, k));
                before = i;
            }
            sum = sum.plus(tone(lighting.shade(spot, exposure)));
        }
        return sum.times(1.0 / (OVERSAMPLING * OVERSAMPLING));
    }

    /** The surface that is seen in a pixel of the large picture. */
    private Lighting.Spot spot(int i) {
        Vec ray = rayOf(i);
        Vec view = ray.unit().times(-1);
        if (thing[i] == ROOM) {
            Room.Hit hit = room.hit(camera.eye(), ray);
            return new Lighting.Spot(
                    hit.place(),
                    hit.normal(),
                    view,
                    hit.material(),
                    hit.material().texture().at(hit.place(), 0, 0));
        }
        Thing.Placed placed = things.get(thing[i]);
        Thing.Part seen = placed.thing().parts().get(part[i]);
        int c = triangle[i] * 3;
        double b = second[i];
        double d = third[i];
        double a = 1 - b - d;
        List<Vec> p = seen.mesh().corners();
        List<double[]> uv = seen.mesh().uv();
        Vec[] n = seen.normals();
        Vec own =
                p.get(c).times(a).plus(p.get(c + 1).times(b)).plus(p.get(c + 2).times(d));
        Vec normal = placed.turn(
                n[c].times(a).plus(n[c + 1].times(b)).plus(n[c + 2].times(d)).unit());
        Vec colour = seen.material()
                .texture()
                .at(
                        own,
                        uv.get(c)[0] * a + uv.get(c + 1)[0] * b + uv.get(c + 2)[0] * d,
                        uv.get(c)[1] * a + uv.get(c + 1)[1] * b + uv.get(c + 2)[1] * d);
        return new Lighting.Spot(
                placed.toWorld(own), normal.dot(view) < 0 ? normal.times(-1) : normal, view, seen.material(), colour);
    }

    /** No lens is sharp to the pixel: a small part of each neighbour. */
    private static Vec blurred(Vec[] picture, int x, int y, int w, int h) {
        Vec here = picture[y * w + x];
        if (x == 0 || y == 0 || x == w - 1 || y == h - 1) {
            return here;
        }
        int i = y * w + x;
        Vec beside = picture[i - 1].plus(picture[i + 1]).plus(picture[i - w]).plus(picture[i + w]);
        return here.times(0.6).plus(beside.times(0.1));
    }

    private static byte eightBit(double value, double noise) {
        return (byte) Math.clamp(Math.round(255 * value + noise), 0, 255);
    }

    /** Film-like curve (Narkowicz's fit of ACES), then the display's gamma. */
    private static Vec tone(Vec v) {
        return new Vec(tone(v.x()), tone(v.y()), tone(v.z()));
    }

    private static double tone(double x) {
        double curve = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14);
        return Math.pow(Math.clamp(curve, 0, 1), 1 / 2.2);
    }
}
