package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionName;
import java.util.List;
import java.util.Optional;

/**
 * Sets of photos that the user picked by hand. Thread-safe; every call blocks and belongs off the UI thread. Where the
 * library cannot be written changes throw {@link io.manako.engine.store.StoreException}, where there is no such collection,
 * or another one is called so, {@link io.manako.engine.store.CollectionException}.
 */
public interface CollectionShelf {
    /** In the order of the names, with all their photos counted. */
    List<CollectionCount> all();

    /**
     * Puts photos into a collection, which is made where it is not known yet.
     *
     * @return what it held before, empty where it was not known
     */
    Optional<List<PhotoId>> add(CollectionName name, List<PhotoId> photos);

    /** @return what the collection held before */
    List<PhotoId> takeOut(CollectionName name, List<PhotoId> photos);

    /** Makes a collection hold these photos in this order; it is made where it is not known yet. */
    void put(CollectionName name, List<PhotoId> photos);

    void rename(CollectionName from, CollectionName to);

    /** @return what the collection held */
    List<PhotoId> remove(CollectionName name);
}
