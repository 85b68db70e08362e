package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.PhotoCollections;
import java.util.List;
import java.util.Optional;

/** The collections of a real library. */
record EngineCollections(PhotoCollections collections) implements CollectionShelf {
    @Override
    public List<CollectionCount> all() {
        return collections.all();
    }

    @Override
    public Optional<List<PhotoId>> add(CollectionName name, List<PhotoId> photos) {
        return collections.add(name, photos);
    }

    @Override
    public List<PhotoId> takeOut(CollectionName name, List<PhotoId> photos) {
        return collections.takeOut(name, photos);
    }

    @Override
    public void put(CollectionName name, List<PhotoId> photos) {
        collections.put(name, photos);
    }

    @Override
    public void rename(CollectionName from, CollectionName to) {
        collections.rename(from, to);
    }

    @Override
    public List<PhotoId> remove(CollectionName name) {
        return collections.remove(name);
    }
}
