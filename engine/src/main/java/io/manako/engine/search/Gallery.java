package io.manako.engine.search;

import io.manako.engine.photo.PhotoId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The photos of a library in memory, as one model describes them. Thread-safe: a change makes a new list of references,
 * so a search that has begun goes on over the photos it began with and never waits. Only who asks for photos that were let
 * go waits until they are read.
 */
public final class Gallery {
    private static final Comparator<GalleryPhoto> BY_ID = Comparator.comparing(GalleryPhoto::id);

    private final int dimension;
    private @Nullable Supplier<List<GalleryPhoto>> source; // null where photos are never let go
    private volatile @Nullable List<GalleryPhoto> photos; // null where they were let go
    private volatile long lastAsked = System.nanoTime();
    private float[] boxes = {}; // of the photo that came last

    /**
     * An empty gallery.
     *
     * @param dimension D of the model
     */
    public Gallery(int dimension) {
        this.dimension = dimension;
        photos = List.of();
    }

    /**
     * A gallery whose photos can be let go. They are read when somebody asks for them.
     *
     * @param dimension D of the model
     * @param source reads all photos that belong into it, what was put or removed before it is asked included; what it
     *     throws is thrown at who asks for photos
     */
    public Gallery(int dimension, Supplier<List<GalleryPhoto>> source) {
        this.dimension = dimension;
        this.source = source;
    }

    /** The photos at this moment, by ascending id; later changes do not show in the list. */
    public List<GalleryPhoto> photos() {
        lastAsked = System.nanoTime();
        List<GalleryPhoto> present = photos;
        return present == null ? read() : present;
    }

    private synchronized List<GalleryPhoto> read() {
        List<GalleryPhoto> present = photos;
        if (present == null) {
            present = merged(List.of(), Objects.requireNonNull(source).get());
            photos = present;
        }
        return present;
    }

    /**
     * Lets the photos go, unless somebody has asked for them lately.
     *
     * @return whether there were any to let go
     */
    public synchronized boolean letGo(Duration unasked) {
        if (photos == null || source == null || System.nanoTime() - lastAsked < unasked.toNanos()) {
            return false;
        }
        photos = null;
        return true;
    }

    /** Reads the photos, where they were let go, for the last time: from now on they stay. */
    public synchronized void stay() {
        read();
        source = null;
    }

    /**
     * A photo of a list, in logarithmic time.
     *
     * @param photos by ascending id, as {@link #photos()}
     */
    static Optional<GalleryPhoto> find(List<GalleryPhoto> photos, PhotoId id) {
        int low = 0;
        int high = photos.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = photos.get(middle).id().compareTo(id);
            if (order == 0) {
                return Optional.of(photos.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** A photo as it is at this moment, if it is there. */
    public Optional<GalleryPhoto> photo(PhotoId id) {
        return find(photos(), id);
    }

    public int size() {
        return photos().size();
    }

    /**
     * Adds photos; one whose id is there already takes the place of the old. A batch costs a copy of the list, so add
     * batches, not photos.
     *
     * @throws IllegalArgumentException if a photo was described by a model of another dimension
     */
    public synchronized void put(Collection<GalleryPhoto> added) {
        photos = merged(photos(), added);
    }

    private List<GalleryPhoto> merged(List<GalleryPhoto> old, Collection<GalleryPhoto> added) {
        for (GalleryPhoto photo : added) {
            if (photo.global().length != dimension) {
                throw new IllegalArgumentException("photo " + photo.id().value() + " has a descriptor of "
                        + photo.global().length + " dimensions, the gallery's have " + dimension
                        + ": another model made it");
            }
        }
        List<GalleryPhoto> sorted = new ArrayList<>(added);
        sorted.sort(BY_ID);
        sorted.replaceAll(this::sharingBoxes);
        List<GalleryPhoto> merged = new ArrayList<>(old.size() + sorted.size());
        int at = 0;
        for (GalleryPhoto photo : sorted) {
            while (at < old.size() && BY_ID.compare(old.get(at), photo) < 0) {
                merged.add(old.get(at++));
            }
            if (at < old.size() && BY_ID.compare(old.get(at), photo) == 0) {
                at++;
            }
            if (!merged.isEmpty() && BY_ID.compare(merged.getLast(), photo) == 0) {
                merged.removeLast();
            }
            merged.add(photo);
        }
        merged.addAll(old.subList(at, old.size()));
        return Collections.unmodifiableList(merged);
    }

    /** Windows lie alike in all photos of a model, and say so in half a kilobyte a photo. */
    private GalleryPhoto sharingBoxes(GalleryPhoto photo) {
        if (!Arrays.equals(photo.boxes(), boxes)) {
            boxes = photo.boxes();
        }
        return photo.with(boxes);
    }

    /** Takes photos out; unknown ids are passed over. */
    public synchronized void remove(Collection<PhotoId> ids) {
        Set<PhotoId> gone = new HashSet<>(ids);
        photos = photos().stream().filter(photo -> !gone.contains(photo.id())).toList();
    }
}
