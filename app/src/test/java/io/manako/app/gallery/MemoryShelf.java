package io.manako.app.gallery;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SavedSearch;
import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SearchName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Saved searches in memory; every photo of the gallery is a match. */
public final class MemoryShelf implements SearchShelf {
    private record Kept(SearchName name, @Nullable Path photo, SearchRequest request, Set<PhotoId> seen) {}

    private final Supplier<List<GalleryPhoto>> photos;
    private final Opener opener;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, Kept> deleted = new HashMap<>();

    /** Opens a query photo. */
    @FunctionalInterface
    interface Opener {
        QuerySession open(Path photo) throws UnreadablePhotoException;
    }

    /** What an opened search says of its model. */
    public @Nullable Message notice;

    MemoryShelf(Supplier<List<GalleryPhoto>> photos, Opener opener) {
        this.photos = photos;
        this.opener = opener;
    }

    private static String key(SearchName name) {
        return name.text().toLowerCase(Locale.ROOT);
    }

    private synchronized Kept find(SearchName name) {
        Kept found = kept.get(key(name));
        if (found == null) {
            throw new SavedSearchException(Message.of("engine.saved.unknown", name));
        }
        return found;
    }

    private synchronized void put(Kept search) {
        if (kept.putIfAbsent(key(search.name()), search) != null) {
            throw new SavedSearchException(Message.of("engine.saved.taken", search.name()));
        }
    }

    private Set<PhotoId> present() {
        return photos.get().stream().map(GalleryPhoto::id).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public synchronized List<SearchName> names() {
        return kept.values().stream()
                .map(Kept::name)
                .sorted(Comparator.comparing(MemoryShelf::key))
                .toList();
    }

    @Override
    public void save(SearchName name, @Nullable QuerySession photo, SearchRequest request) {
        put(new Kept(name, photo == null ? null : photo.path(), request, present()));
    }

    @Override
    public SavedQuery open(SearchName name) {
        Kept search = find(name);
        Path photo = search.photo();
        Set<PhotoId> seen = Set.copyOf(search.seen());
        try {
            return new SavedQuery(
                    search.name(),
                    photo == null ? null : opener.open(photo),
                    search.request(),
                    notice,
                    id -> !seen.contains(id));
        } catch (UnreadablePhotoException e) {
            throw new SavedSearchException(e.wording(), e);
        }
    }

    @Override
    public int countNew(SearchName name) {
        Set<PhotoId> fresh = present();
        fresh.removeAll(find(name).seen());
        return fresh.size();
    }

    @Override
    public void looked(SearchName name) {
        find(name).seen().addAll(present());
    }

    @Override
    public synchronized void rename(SearchName from, SearchName to) {
        Kept search = find(from);
        put(new Kept(to, search.photo(), search.request(), search.seen()));
        kept.remove(key(from));
    }

    @Override
    public synchronized SavedSearch delete(SearchName name) {
        Kept search = find(name);
        kept.remove(key(name));
        deleted.put(key(name), search);
        return new SavedSearch(search.name(), "", null, new byte[0], Instant.EPOCH, Instant.EPOCH);
    }

    @Override
    public void restore(SavedSearch row) {
        put(deleted.get(key(row.name())));
    }
}
