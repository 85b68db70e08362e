package io.manako.engine.train;

import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.FrozenTeacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs photos through the frozen networks once: random views and random boxes in them, the stem's maps of the views, and what
 * each teacher says of views and boxes. Each network has chunks of its own, and those that are there already are kept.
 *
 * @param folder of the stem's chunks; belongs to these photos, this stem, these views and this seed alone
 */
record CacheBuilder(
        PhotoSource photos,
        Student stem,
        List<Teacher> teachers,
        HybridShape shape,
        int viewsOfPhoto,
        long seed,
        Path folder) {
    /** As many as an int has bits. */
    static final int PHOTOS_OF_CHUNK = 32;

    private static final Logger LOG = LoggerFactory.getLogger(CacheBuilder.class);
    private static final int BATCH = 20;

    /** Pixels of a photo's shorter side: a small box of a view is still sharp. */
    private static final int SHORT_SIDE = 512;

    int chunkCount() {
        return Math.ceilDiv(photos.size(), PHOTOS_OF_CHUNK);
    }

    /** Folder of a teacher's chunks. */
    Path folder(Teacher teacher) {
        return folder.resolve(teacher.key());
    }

    int[] lengths(Teacher teacher) {
        return Taught.lengths(shape, teacher.dimension(), isFirst(teacher));
    }

    private boolean isFirst(Teacher teacher) {
        return teacher.equals(teachers.getFirst());
    }

    /** What is missing of a chunk. */
    private record Missing(int chunk, boolean stem, List<Teacher> teachers) {
        boolean isNothing() {
            return !stem && teachers.isEmpty();
        }
    }

    private Missing missing(int chunk) throws IOException {
        OptionalInt seen = FeatureCache.readable(FeatureCache.chunk(folder, chunk), Seen.lengths(shape));
        List<Teacher> absent = new ArrayList<>();
        for (Teacher teacher : teachers) {
            OptionalInt taught = FeatureCache.readable(FeatureCache.chunk(folder(teacher), chunk), lengths(teacher));
            // Where a photo could be read at one time and not at another, rows would belong to different photos.
            if (seen.isEmpty() || !taught.equals(seen)) {
                absent.add(teacher);
            }
        }
        return new Missing(chunk, seen.isEmpty(), absent);
    }

    private long bytes(Missing missing) {
        long ofView = missing.stem ? FeatureCache.bytes(Seen.lengths(shape)) : 0;
        for (Teacher teacher : missing.teachers) {
            ofView += FeatureCache.bytes(lengths(teacher));
        }
        return ofView * viewsOfPhoto * (end(missing.chunk) - missing.chunk * PHOTOS_OF_CHUNK);
    }

    private int end(int chunk) {
        return Math.min(photos.size(), (chunk + 1) * PHOTOS_OF_CHUNK);
    }

    /** @throws IOException if the disk is too small or full; the message says what to do, and what is there stays */
    void build(TrainingListener listener, CancellationToken cancellation) throws IOException {
        Files.createDirectories(folder);
        for (Teacher teacher : teachers) {
            Files.createDirectories(folder(teacher));
        }
        List<Missing> work = new ArrayList<>();
        long needed = 0;
        for (int c = 0; c < chunkCount(); c++) {
            Missing missing = missing(c);
            if (!missing.isNothing()) {
                work.add(missing);
                needed += bytes(missing);
            }
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        listener.onCacheSize(folder, needed, free);
        if (needed > free) {
            throw new IOException(tooSmall(needed, free));
        }
        Counter counter = new Counter(photos.size(), (chunkCount() - work.size()) * PHOTOS_OF_CHUNK, listener);
        for (Missing missing : work) {
            try {
                if (!make(missing, counter, cancellation)) {
                    make(new Missing(missing.chunk, true, teachers), counter, cancellation);
                }
            } catch (ChunkException e) {
                throw new IOException(
                        "The cache " + folder + " cannot be written (" + e.getMessage() + "). "
                                + tooSmall(needed, Files.getFileStore(folder).getUsableSpace()),
                        e);
            }
        }
    }

    /** A chunk that cannot be written. */
    private static final class ChunkException extends IOException {
        ChunkException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Tells how far it is. */
    private static final class Counter {
        private final int total;
        private final int before;
        private final TrainingListener listener;
        private final long start = System.nanoTime();
        private int done;

        Counter(int total, int before, TrainingListener listener) {
            this.total = total;
            this.before = before;
            this.listener = listener;
            done = before;
        }

        void count() {
            done = Math.min(total, done + 1);
            double perSecond = Math.max(1, done - before) / ((System.nanoTime() - start) / 1e9);
            listener.onProgress(new Progress("train.cache", done, total, perSecond, Duration.ofMillis((long)
                    (1000 * (total - done) / perSecond))));
        }
    }

    /** @return false if other photos can be read now than when the stem saw them */
    private boolean make(Missing missing, Counter counter, CancellationToken cancellation) throws IOException {
        List<float[][]> seen = new ArrayList<>();
        List<List<float[][]>> taught = new ArrayList<>();
        missing.teachers.forEach(teacher -> taught.add(new ArrayList<>()));
        int first = missing.chunk * PHOTOS_OF_CHUNK;
        int readable = 0;
        for (int photo = first; photo < end(missing.chunk); photo++) {
            cancellation.throwIfCancelled();
            try {
                Cuts cuts = cuts(PhotoDecoder.decode(photos.read(photo), SHORT_SIDE), photo);
                if (missing.stem) {
                    seen.addAll(look(cuts));
                }
                for (int t = 0; t < taught.size(); t++) {
                    taught.get(t).addAll(ask(missing.teachers.get(t), cuts));
                }
                readable |= 1 << (photo - first);
            } catch (IOException e) {
                LOG.info("Photo {} is left out: {}", photo, e.getMessage());
            }
            counter.count();
        }
        Path chunk = FeatureCache.chunk(folder, missing.chunk);
        OptionalInt before = FeatureCache.readable(chunk, Seen.lengths(shape));
        if (!missing.stem && !before.equals(OptionalInt.of(readable))) {
            return false;
        }
        try {
            if (missing.stem) {
                FeatureCache.write(chunk, seen, Seen.lengths(shape), readable);
            }
            for (int t = 0; t < taught.size(); t++) {
                Teacher teacher = missing.teachers.get(t);
                FeatureCache.write(
                        FeatureCache.chunk(folder(teacher), missing.chunk), taught.get(t), lengths(teacher), readable);
            }
        } catch (IOException e) {
            throw new ChunkException(e);
        }
        return true;
    }

    private String tooSmall(long needed, long free) {
        return "The cache needs " + (needed >> 20) + " MB in all and its disk has " + (free >> 20)
                + " MB left: free some, or choose another folder, fewer photos or fewer views, and run again; what is"
                + " cached already is kept.";
    }

    /**
     * What is cut out of a photo: its views, and of each the crops of its boxes.
     *
     * @param boxes of each view, as shares of it
     */
    private record Cuts(List<Raster> views, List<List<Raster>> crops, List<float[]> boxes) {}

    private Cuts cuts(Raster decoded, int number) {
        Cuts cuts = new Cuts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (SampledView view : sample(decoded, number)) {
            Raster photo = view.of(decoded);
            Box box = view.box();
            List<Raster> crops = new ArrayList<>();
            float[] boxes = new float[4 * shape.boxes()];
            int at = 0;
            for (Box part : view.parts()) {
                crops.add(square(photo, ViewSampler.crop(part, photo)));
                boxes[at++] = (float) ((part.x() - box.x()) / box.width());
                boxes[at++] = (float) ((part.y() - box.y()) / box.height());
                boxes[at++] = (float) ((part.x() + part.width() - box.x()) / box.width());
                boxes[at++] = (float) ((part.y() + part.height() - box.y()) / box.height());
            }
            cuts.views.add(square(photo, box));
            cuts.crops.add(crops);
            cuts.boxes.add(boxes);
        }
        return cuts;
    }

    /**
     * Where a view lies.
     *
     * @param mirrored whether in the photo's mirror image
     * @param parts the view's boxes, in pixels, as is {@code box}
     */
    private record SampledView(boolean mirrored, Box box, List<Box> parts) {
        Raster of(Raster photo) {
            return mirrored ? CacheBuilder.mirrored(photo) : photo;
        }
    }

    /** The views of a photo: the same at every call, since all that is drawn by lot is drawn in one order. */
    private List<SampledView> sample(Raster decoded, int number) {
        ViewSampler sampler = new ViewSampler(seed, number);
        List<SampledView> views = new ArrayList<>();
        for (int v = 0; v < viewsOfPhoto; v++) {
            boolean mirrored = sampler.mirrored();
            Box box = sampler.view(decoded.width(), decoded.height());
            views.add(new SampledView(mirrored, box, sampler.boxes(box, shape.boxes())));
        }
        return views;
    }

    private Raster square(Raster photo, Box box) {
        return Resampler.bicubic(photo, box, shape.pixels(), shape.pixels());
    }

    /**
     * Views of the cache themselves.
     *
     * @param numbers of them, by their order in the cache
     * @param readable of each chunk, which of its photos could be read, a bit for each
     */
    List<Raster> pictures(int[] numbers, int[] readable) throws IOException {
        List<Raster> pictures = new ArrayList<>();
        for (int number : numbers) {
            int photo = photo(number / viewsOfPhoto, readable);
            try {
                Raster decoded = PhotoDecoder.decode(photos.read(photo), SHORT_SIDE);
                SampledView view = sample(decoded, photo).get(number % viewsOfPhoto);
                pictures.add(square(view.of(decoded), view.box()));
            } catch (IOException e) {
                throw new IOException(
                        "Photo " + photo + " cannot be read any more (" + e.getMessage()
                                + "): bring it back and run again; training goes on from the last checkpoint.",
                        e);
            }
        }
        return pictures;
    }

    /** Number of a photo among all, from its number among those that could be read. */
    private static int photo(int number, int[] readable) {
        int in = number;
        for (int c = 0; c < readable.length; c++) {
            int bits = readable[c];
            if (in < Integer.bitCount(bits)) {
                for (int i = 0; i < in; i++) {
                    bits &= bits - 1;
                }
                return c * PHOTOS_OF_CHUNK + Integer.numberOfTrailingZeros(bits);
            }
            in -= Integer.bitCount(bits);
        }
        throw new IndexOutOfBoundsException(number);
    }

    /** Which photos of each chunk the views are of, a bit for each. */
    int[] readable() throws IOException {
        int[] readable = new int[chunkCount()];
        for (int c = 0; c < readable.length; c++) {
            readable[c] = FeatureCache.readable(FeatureCache.chunk(folder, c), Seen.lengths(shape))
                    .orElse(0);
        }
        return readable;
    }

    private List<float[][]> look(Cuts cuts) {
        List<FrozenStem.Maps> maps = new ArrayList<>();
        for (int i = 0; i < cuts.views.size(); i += BATCH) {
            maps.addAll(stem.maps(cuts.views.subList(i, Math.min(cuts.views.size(), i + BATCH))));
        }
        List<float[][]> views = new ArrayList<>();
        for (int v = 0; v < maps.size(); v++) {
            views.add(new Seen(maps.get(v).middle(), maps.get(v).deep(), cuts.boxes.get(v)).parts());
        }
        return views;
    }

    private List<float[][]> ask(Teacher teacher, Cuts cuts) {
        int d = teacher.dimension();
        List<float[][]> views = new ArrayList<>();
        for (int v = 0; v < cuts.views.size(); v++) {
            Taught taught = Taught.empty(shape, d, isFirst(teacher));
            List<Raster> pictures = new ArrayList<>(List.of(cuts.views.get(v)));
            pictures.addAll(cuts.crops.get(v));
            List<FrozenTeacher.Tokens> tokens = teacher.tokens(pictures);
            for (int row = 0; row < tokens.size(); row++) {
                System.arraycopy(tokens.get(row).cls(), 0, taught.crops(), row * d, d);
            }
            if (isFirst(teacher)) {
                addCells(tokens.getFirst().patches(), taught.cells(), d);
                List<float[]> regions = new ArrayList<>(List.of(shape.region(new float[] {0, 0, 1, 1}, 0)));
                for (int t = 0; t < shape.boxes(); t++) {
                    regions.add(shape.region(cuts.boxes.get(v), 4 * t));
                }
                float[][] focus = teacher.focus(cuts.views.get(v), regions);
                for (int row = 0; row < focus.length; row++) {
                    System.arraycopy(focus[row], 0, taught.focus(), row * d, d);
                }
            }
            views.add(taught.parts());
        }
        return views;
    }

    /** Means of the teacher's patch tokens over 2 × 2 patches. */
    private void addCells(float[] patches, float[] cells, int d) {
        int side = shape.side();
        for (int p = 0; p < shape.patches(); p++) {
            int cell = p / side / 2 * (side / 2) + p % side / 2;
            for (int i = 0; i < d; i++) {
                cells[cell * d + i] += patches[p * d + i] / 4;
            }
        }
    }

    private static Raster mirrored(Raster photo) {
        byte[] rgb = new byte[photo.rgb().length];
        int width = photo.width();
        for (int y = 0; y < photo.height(); y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(photo.rgb(), (y * width + x) * 3, rgb, (y * width + width - 1 - x) * 3, 3);
            }
        }
        return new Raster(width, photo.height(), rgb);
    }
}
