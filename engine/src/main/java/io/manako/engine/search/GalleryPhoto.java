package io.manako.engine.search;

import io.manako.engine.photo.LocatedPhoto;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.vector.Int8Vectors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A photo that can be found. The arrays are shared and never written after construction.
 *
 * @param path absolute
 * @param copies absolute paths of other files with the same picture
 * @param width of the photo in pixels, after EXIF rotation
 * @param height of the photo in pixels, after EXIF rotation
 * @param hash what the picture looks like at a glance
 * @param global {@code float[D]}: descriptor of the whole photo, centred and L2-normalised
 * @param windows descriptors of W windows, at least one, centred and L2-normalised before they were quantised
 * @param boxes {@code float[W * 4]}: left, top, width and height of each window as shares of the photo's sides
 */
public record GalleryPhoto(
        PhotoId id,
        Path path,
        List<Path> copies,
        int width,
        int height,
        PerceptualHash hash,
        float[] global,
        Int8Vectors windows,
        float[] boxes)
        implements LocatedPhoto {
    /** Intersection over union from which on a window shows what a region does. */
    private static final double SHOWN = 0.3;

    public GalleryPhoto {
        copies = List.copyOf(copies);
        if (windows.count() < 1 || boxes.length != 4 * windows.count() || windows.dimension() != global.length) {
            throw new IllegalArgumentException("photo " + id.value() + " has " + windows.count() + " windows of "
                    + windows.dimension() + " dimensions, " + boxes.length + " box numbers and a global descriptor of "
                    + global.length);
        }
    }

    /** A photo of one file. */
    public GalleryPhoto(
            PhotoId id,
            Path path,
            int width,
            int height,
            PerceptualHash hash,
            float[] global,
            Int8Vectors windows,
            float[] boxes) {
        this(id, path, List.of(), width, height, hash, global, windows, boxes);
    }

    @Override
    public List<Path> files() {
        return copies.isEmpty()
                ? List.of(path)
                : Stream.concat(Stream.of(path), copies.stream()).toList();
    }

    /**
     * The window that overlaps a region most, by IoU, or all windows where there is no region.
     *
     * @param region in pixels of the photo
     * @return {@code float[n][D]}, L2-normalised to within what quantising changed
     */
    public float[][] instances(@Nullable Box region) {
        if (region != null) {
            return new float[][] {windows.vector(nearest(region))};
        }
        float[][] all = new float[windows.count()][];
        for (int w = 0; w < all.length; w++) {
            all[w] = windows.vector(w);
        }
        return all;
    }

    /** Where {@link #instances} lie, in pixels of the photo. */
    List<Box> places(@Nullable Box region) {
        return region != null
                ? List.of(place(nearest(region)))
                : IntStream.range(0, windows.count()).mapToObj(this::place).toList();
    }

    /** A window in pixels of the photo. */
    public Box place(int window) {
        return new Box(
                boxes[4 * window] * width,
                boxes[4 * window + 1] * height,
                boxes[4 * window + 2] * width,
                boxes[4 * window + 3] * height);
    }

    /**
     * The windows that show what lies in regions: those that overlap one of them well, or, where none does, that which does best.
     *
     * @param regions in pixels of the photo, at least one
     * @return ascending, at least one
     */
    public List<Integer> showing(Collection<Box> regions) {
        double[] overlap = IntStream.range(0, windows.count())
                .mapToDouble(window ->
                        regions.stream().mapToDouble(place(window)::iou).max().orElseThrow())
                .toArray();
        double least = Math.min(SHOWN, Arrays.stream(overlap).max().orElseThrow());
        return IntStream.range(0, overlap.length)
                .filter(window -> overlap[window] >= least)
                .boxed()
                .toList();
    }

    private int nearest(Box region) {
        int best = 0;
        double most = -1;
        for (int w = 0; w < windows.count(); w++) {
            double overlap = place(w).iou(region);
            if (overlap > most) {
                most = overlap;
                best = w;
            }
        }
        return best;
    }

    /** The same photo with its boxes in another array. */
    GalleryPhoto with(float[] sameBoxes) {
        return new GalleryPhoto(id, path, copies, width, height, hash, global, windows, sameBoxes);
    }

    /** The same photo, to be opened by another of its files. */
    GalleryPhoto at(Path file) {
        return file.equals(path)
                ? this
                : with(
                        file,
                        files().stream().filter(other -> !other.equals(file)).toList());
    }

    /** The same photo with other files, the one to open first. */
    public GalleryPhoto with(Path file, List<Path> others) {
        return new GalleryPhoto(id, file, others, width, height, hash, global, windows, boxes);
    }

    /** The same photo, now that it is known what it looks like. */
    public GalleryPhoto with(PerceptualHash known) {
        return new GalleryPhoto(id, path, copies, width, height, known, global, windows, boxes);
    }
}
