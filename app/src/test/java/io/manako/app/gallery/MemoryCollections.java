package io.manako.app.gallery;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionException;
import io.manako.engine.store.CollectionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collections in memory, for the galleries of tests. */
public final class MemoryCollections implements CollectionShelf {
    private final SortedMap<CollectionName, List<PhotoId>> held =
            new TreeMap<>(Comparator.comparing(CollectionName::key));

    @Override
    public synchronized List<CollectionCount> all() {
        List<CollectionCount> all = new ArrayList<>();
        held.forEach((name, photos) -> all.add(new CollectionCount(name, photos.size())));
        return all;
    }

    synchronized List<CollectionCount> counted(Set<PhotoId> among) {
        List<CollectionCount> all = new ArrayList<>();
        held.forEach((name, photos) -> all.add(new CollectionCount(
                name, (int) photos.stream().filter(among::contains).count())));
        return all;
    }

    synchronized Set<PhotoId> photos(String text) {
        return new HashSet<>(held.getOrDefault(new CollectionName(text), List.of()));
    }

    @Override
    public synchronized Optional<List<PhotoId>> add(CollectionName name, List<PhotoId> photos) {
        Optional<List<PhotoId>> before = Optional.ofNullable(held.get(name));
        Set<PhotoId> now = new LinkedHashSet<>(before.orElse(List.of()));
        now.addAll(photos);
        held.put(name, List.copyOf(now));
        return before;
    }

    @Override
    public synchronized List<PhotoId> takeOut(CollectionName name, List<PhotoId> photos) {
        List<PhotoId> before = known(name);
        held.put(name, before.stream().filter(photo -> !photos.contains(photo)).toList());
        return before;
    }

    @Override
    public synchronized void put(CollectionName name, List<PhotoId> photos) {
        held.put(name, List.copyOf(photos));
    }

    @Override
    public synchronized void rename(CollectionName from, CollectionName to) {
        List<PhotoId> photos = known(from);
        if (!from.key().equals(to.key()) && held.containsKey(to)) {
            throw new CollectionException(Message.of("engine.collection.taken", to));
        }
        held.remove(from);
        held.put(to, photos);
    }

    @Override
    public synchronized List<PhotoId> remove(CollectionName name) {
        List<PhotoId> photos = known(name);
        held.remove(name);
        return photos;
    }

    private List<PhotoId> known(CollectionName name) {
        return Optional.ofNullable(held.get(name))
                .orElseThrow(() -> new CollectionException(Message.of("engine.collection.unknown", name)));
    }
}
