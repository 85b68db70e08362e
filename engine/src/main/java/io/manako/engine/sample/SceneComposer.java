package io.manako.engine.sample;

import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets things on a table so that each is seen, points a camera at them and takes the picture. */
final class SceneComposer {
    private static final int LONG_SIDE = 640;
    private static final int SHORT_SIDE = 480;
    private static final int ATTEMPTS = 90;

    /** Of the smaller of two things' boxes, the share that the other may cover. */
    private static final double OVERLAP = 0.16;

    private final Dice dice;
    private final int width;
    private final int height;
    private final Camera camera;
    private final List<Thing.Placed> placed = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();

    private SceneComposer(long seed) {
        dice = Dice.of(seed);
        boolean portrait = dice.chance(0.22);
        width = portrait ? SHORT_SIDE : LONG_SIDE;
        height = portrait ? LONG_SIDE : SHORT_SIDE;
        double down = dice.between(0.34, 0.82);
        double aside = dice.between(-0.3, 0.3);
        double away = dice.between(70, 90) * (portrait ? 1.12 : 1);
        Vec target = new Vec(dice.between(-2, 2), dice.between(5, 8) * (1.3 - down), 0);
        Vec eye =
                target.plus(new Vec(Math.cos(down) * Math.sin(aside), Math.sin(down), Math.cos(down) * Math.cos(aside))
                        .times(away));
        camera = Camera.lookingAt(eye, target, portrait ? 1.75 : 1.6);
    }

    static Scene compose(String fileName, List<Kind> cast, long seed) {
        return new SceneComposer(seed).picture(fileName, cast, seed);
    }

    private Scene picture(String fileName, List<Kind> cast, long seed) {
        // Tall things first: they find a place at the back more easily than between others.
        for (Kind kind : cast) {
            place(kind.make(dice), 1);
        }
        int clutter = dice.below(5);
        for (int i = 0; i < clutter; i++) {
            place(Parlour.clutter(dice), 1);
        }
        Renderer renderer = new Renderer(width, height, camera, Rooms.any(dice), placed);
        List<SceneObject> objects = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            Kind kind = placed.get(i).thing().kind();
            Box box = renderer.boxOf(i);
            if (kind != null && box != null) {
                objects.add(new SceneObject(kind, box));
            }
        }
        return new Scene(fileName, renderer.render(seed), objects);
    }

    /** Looks for a free place, and for a smaller one if there is none; a thing that finds none is left out. */
    private void place(Thing thing, double size) {
        double scale = size * dice.between(0.88, 1.2);
        for (int i = 0; i < ATTEMPTS; i++) {
            Vec at = new Vec(dice.between(-27, 27), 0, dice.between(-20, 19));
            Thing.Placed candidate = new Thing.Placed(thing, at, heading(thing.kind()), scale);
            Box box = boxIfFree(candidate);
            if (box != null) {
                placed.add(candidate);
                boxes.add(box);
                return;
            }
        }
        if (size > 0.7) {
            place(thing, size * 0.85);
        }
    }

    /** Clocks and upright books show their face; the rest may turn as it likes. */
    private double heading(@Nullable Kind kind) {
        return kind == Kind.CLOCK || kind == Kind.BOOK
                ? dice.between(-0.75, 0.75)
                : kind == Kind.MUG ? dice.between(-1.2, 4.4) : dice.between(0, 2 * Math.PI);
    }

    private @Nullable Box boxIfFree(Thing.Placed candidate) {
        for (Thing.Placed other : placed) {
            double gap = other.at().minus(candidate.at()).length();
            if (gap < 0.92 * (other.footprint() + candidate.footprint())) {
                return null;
            }
        }
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Thing.Part part : candidate.thing().parts()) {
            for (Vec corner : part.mesh().corners()) {
                Vec p = camera.project(candidate.toWorld(corner));
                left = Math.min(left, p.x());
                right = Math.max(right, p.x());
                top = Math.min(top, p.y());
                bottom = Math.max(bottom, p.y());
            }
        }
        double halfWidth = 0.5 * width / height;
        double rim = 0.015;
        if (left < rim - halfWidth || right > halfWidth - rim || top < rim - 0.5 || bottom > 0.5 - rim) {
            return null;
        }
        Box box = new Box(left, top, right - left, bottom - top);
        return boxes.stream().allMatch(other -> overlap(box, other) <= OVERLAP) ? box : null;
    }

    private static double overlap(Box a, Box b) {
        double w = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double h = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        return w <= 0 || h <= 0 ? 0 : w * h / Math.min(a.width() * a.height(), b.width() * b.height());
    }
}
