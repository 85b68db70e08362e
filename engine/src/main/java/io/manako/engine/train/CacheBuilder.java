package io.manako.engine.train;

import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.train.FeatureCache.View;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.FrozenTeacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs photos through the frozen networks once: random views, the stem's maps of them, and the teacher's descriptors of
 * each view and of the crops of random boxes in it. Chunks that are there already are kept.
 *
 * @param folder of the chunks; belongs to these photos, networks, views and this seed alone
 */
record CacheBuilder(
        PhotoSource photos, Features features, HybridShape shape, int viewsOfPhoto, long seed, Path folder) {
    static final int PHOTOS_OF_CHUNK = 32;

    private static final Logger LOG = LoggerFactory.getLogger(CacheBuilder.class);
    private static final int BATCH = 20;

    /** Pixels of a photo's shorter side: a small box of a view is still sharp. */
    private static final int SHORT_SIDE = 512;

    int chunkCount() {
        return Math.ceilDiv(photos.size(), PHOTOS_OF_CHUNK);
    }

    /** @throws IOException if the disk is too small or full; the message says what to do, and what is there stays */
    void build(TrainingListener listener, CancellationToken cancellation) throws IOException {
        Files.createDirectories(folder);
        List<Integer> missing = new ArrayList<>();
        for (int c = 0; c < chunkCount(); c++) {
            if (!FeatureCache.isWhole(FeatureCache.chunk(folder, c), shape)) {
                missing.add(c);
            }
        }
        long needed =
                FeatureCache.bytes(shape) * viewsOfPhoto * Math.min(photos.size(), missing.size() * PHOTOS_OF_CHUNK);
        long free = Files.getFileStore(folder).getUsableSpace();
        listener.onCacheSize(folder, needed, free);
        if (needed > free) {
            throw new IOException(tooSmall(needed, free));
        }
        int done = (chunkCount() - missing.size()) * PHOTOS_OF_CHUNK;
        int before = done;
        long start = System.nanoTime();
        for (int c : missing) {
            List<View> views = new ArrayList<>();
            int skipped = 0;
            int end = Math.min(photos.size(), (c + 1) * PHOTOS_OF_CHUNK);
            for (int photo = c * PHOTOS_OF_CHUNK; photo < end; photo++) {
                cancellation.throwIfCancelled();
                try {
                    views.addAll(views(PhotoDecoder.decode(photos.read(photo), SHORT_SIDE), photo));
                } catch (IOException e) {
                    skipped++;
                    LOG.info("Photo {} is left out: {}", photo, e.getMessage());
                }
                done++;
                double seconds = (System.nanoTime() - start) / 1e9;
                double perSecond = (done - before) / seconds;
                listener.onProgress(new Progress(
                        "train.cache", Math.min(done, photos.size()), photos.size(), perSecond, Duration.ofMillis((long)
                                (1000 * Math.max(0, photos.size() - done) / perSecond))));
            }
            try {
                FeatureCache.write(FeatureCache.chunk(folder, c), shape, views, skipped);
            } catch (IOException e) {
                throw new IOException(
                        "The cache " + folder + " cannot be written (" + e.getMessage() + "). "
                                + tooSmall(needed, Files.getFileStore(folder).getUsableSpace()),
                        e);
            }
        }
    }

    private String tooSmall(long needed, long free) {
        return "The cache needs " + (needed >> 20) + " MB in all and its disk has " + (free >> 20)
                + " MB left: free some, or choose another folder, fewer photos or fewer views, and run again; what is"
                + " cached already is kept.";
    }

    private List<View> views(Raster decoded, int number) {
        ViewSampler sampler = new ViewSampler(seed, number);
        List<Raster> seen = new ArrayList<>();
        List<Raster> taught = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (int v = 0; v < viewsOfPhoto; v++) {
            Raster photo = sampler.mirrored() ? mirrored(decoded) : decoded;
            Box box = sampler.view(photo.width(), photo.height());
            Raster picture = Resampler.bicubic(photo, box, shape.pixels(), shape.pixels());
            View view = View.empty(shape);
            seen.add(picture);
            taught.add(picture);
            int at = 0;
            for (Box part : sampler.boxes(box, shape.boxes())) {
                taught.add(Resampler.bicubic(photo, ViewSampler.crop(part, photo), shape.pixels(), shape.pixels()));
                view.boxes()[at++] = (float) ((part.x() - box.x()) / box.width());
                view.boxes()[at++] = (float) ((part.y() - box.y()) / box.height());
                view.boxes()[at++] = (float) ((part.x() + part.width() - box.x()) / box.width());
                view.boxes()[at++] = (float) ((part.y() + part.height() - box.y()) / box.height());
            }
            views.add(view);
        }
        List<FrozenStem.Maps> maps = new ArrayList<>();
        for (int i = 0; i < seen.size(); i += BATCH) {
            maps.addAll(features.maps(seen.subList(i, Math.min(seen.size(), i + BATCH))));
        }
        List<FrozenTeacher.Tokens> tokens = new ArrayList<>();
        for (int i = 0; i < taught.size(); i += BATCH) {
            tokens.addAll(features.tokens(taught.subList(i, Math.min(taught.size(), i + BATCH))));
        }
        for (int v = 0; v < viewsOfPhoto; v++) {
            View view = views.get(v);
            int first = v * (1 + shape.boxes());
            copy(maps.get(v).middle(), view.middle(), 0);
            copy(maps.get(v).deep(), view.deep(), 0);
            copy(tokens.get(first).cls(), view.cls(), 0);
            addCells(tokens.get(first).patches(), view.cells());
            for (int t = 0; t < shape.boxes(); t++) {
                copy(tokens.get(first + 1 + t).cls(), view.crops(), t * shape.teacher());
            }
        }
        return views;
    }

    private static void copy(float[] from, float[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }

    /** Means of the teacher's patch tokens over 2 × 2 patches. */
    private void addCells(float[] patches, float[] cells) {
        int d = shape.teacher();
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
