package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * "The same thing again", not only the same kind: things of a set, each cut out by its outline and pasted into other
 * photos of the set. The photos with what was pasted into them are made when they are read, in memory; each query's own
 * photo is as it was. A thing is a category of its own, and of its own photo both versions are one scene.
 */
public final class InstanceSet {
    /** Things that are pasted, one of a photo at most; fewer where the set is small. */
    private static final int THINGS = 200;

    /** Photos into which each is pasted. */
    private static final int TIMES = 5;

    private static final long SEED = 20260102;

    /** Box of a thing as a share of its photo, as of those that queries mark. */
    private static final double SMALLEST = 0.01;

    private static final double LARGEST = 0.4;

    /** Places that are tried before a thing is put where it hides the least of the others. */
    private static final int TRIES = 20;

    private final FocusDataset plain;
    private final PhotoReader reader;
    private final Random random = new Random(SEED);
    private final List<List<Pasting>> pasted = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Map<Path, Integer> made = new HashMap<>();
    private final FocusDataset data;

    /** @param reader of the set's own photos */
    public InstanceSet(FocusDataset plain, PhotoReader reader) {
        this.plain = plain;
        this.reader = reader;
        List<Photo> photos = new ArrayList<>();
        for (Photo photo : plain.photos()) {
            // No file: the name only tells it from the plain one.
            Path name = photo.file().resolveSibling("pasted-" + photo.file().getFileName());
            made.put(name, photos.size());
            photos.add(new Photo(name, photo.width(), photo.height(), photos.size()));
            pasted.add(new ArrayList<>());
        }
        List<FocusQuery> queries = new ArrayList<>();
        for (Instance thing : things()) {
            Photo own = plain.photos().get(thing.photo());
            Instance marked = new Instance(photos.size(), "thing " + queries.size(), thing.box(), thing.segmentation());
            photos.add(new Photo(own.file(), own.width(), own.height(), thing.photo()));
            instances.add(marked);
            queries.add(new FocusQuery(marked));
            paste(thing, marked.category());
        }
        data = new FocusDataset(photos, instances, queries);
    }

    /** The photos with what was pasted, then each query's own. */
    public FocusDataset data() {
        return data;
    }

    /** Reads, or makes, a photo of the set. */
    public Raster read(Path file) throws IOException {
        Integer number = made.get(file);
        if (number == null) {
            return reader.read(file);
        }
        Raster photo = reader.read(plain.photos().get(number).file());
        byte[] rgb = photo.rgb().clone();
        for (Pasting pasting : pasted.get(number)) {
            Raster own = reader.read(plain.photos().get(pasting.source()).file());
            pasting.draw(own, rgb, photo.width(), photo.height());
        }
        return new Raster(photo.width(), photo.height(), rgb);
    }

    private List<Instance> things() {
        List<Instance> drawn = new ArrayList<>(plain.instances());
        Collections.shuffle(drawn, random);
        Set<Integer> taken = new HashSet<>();
        return drawn.stream()
                .filter(thing -> thing.segmentation() instanceof Segmentation.Polygons)
                .filter(this::isThing)
                .filter(thing -> taken.add(thing.photo()))
                .limit(THINGS)
                .toList();
    }

    private boolean isThing(Instance instance) {
        Photo photo = plain.photos().get(instance.photo());
        double share = instance.box().width() * instance.box().height() / ((double) photo.width() * photo.height());
        return share >= SMALLEST && share <= LARGEST;
    }

    /** Into the photos that have received the least so far, but its own. */
    private void paste(Instance thing, String category) {
        Photo own = plain.photos().get(thing.photo());
        Cutout cutout = Cutout.of(thing.segmentation().toMask(own.width(), own.height()));
        List<Integer> hosts = new ArrayList<>();
        for (int i = 0; i < pasted.size(); i++) {
            if (i != thing.photo()) {
                hosts.add(i);
            }
        }
        Collections.shuffle(hosts, random);
        hosts.sort(Comparator.comparingInt(host -> pasted.get(host).size()));
        for (int host : hosts.subList(0, Math.min(TIMES, hosts.size()))) {
            Pasting pasting = place(thing.photo(), cutout, host);
            pasted.get(host).add(pasting);
            instances.add(new Instance(host, category, pasting.box(), thing.segmentation()));
        }
    }

    private Pasting place(int source, Cutout cutout, int host) {
        Photo photo = plain.photos().get(host);
        double scale = random.nextDouble(0.5, 1.5);
        double radians = Math.toRadians(random.nextDouble(-30, 30));
        double brightness = random.nextDouble(0.7, 1.3);
        double hidden = random.nextDouble(0, 0.3);
        Pasting turned = new Pasting(source, cutout, scale, radians, brightness, hidden, 0, 0);
        double fit = Math.min((double) photo.width() / turned.width(), (double) photo.height() / turned.height());
        Pasting whole =
                fit >= 1 ? turned : new Pasting(source, cutout, scale * fit * 0.98, radians, brightness, hidden, 0, 0);
        Pasting best = whole;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES && least > 0; i++) {
            Pasting tried = whole.at(
                    random.nextInt(Math.max(1, photo.width() - whole.width() + 1)),
                    random.nextInt(Math.max(1, photo.height() - whole.height() + 1)));
            Box frame = frame(tried);
            double overlap = pasted.get(host).stream()
                    .mapToDouble(other -> frame.iou(frame(other)))
                    .sum();
            if (overlap < least) {
                least = overlap;
                best = tried;
            }
        }
        return best;
    }

    private static Box frame(Pasting pasting) {
        return new Box(pasting.left(), pasting.top(), pasting.width(), pasting.height());
    }
}
