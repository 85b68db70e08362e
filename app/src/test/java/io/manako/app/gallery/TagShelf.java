package io.manako.app.gallery;

import io.manako.engine.Facets;
import io.manako.engine.filter.Filter;
import io.manako.engine.filter.PhotoFacts;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Rating;
import io.manako.engine.store.StoreException;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagCount;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tags, stars and collections in memory, for the galleries of tests. */
final class TagShelf implements PhotoFacts, TagArrangement {
    final MemoryCollections collections = new MemoryCollections();
    private final List<PhotoTag> tags = new ArrayList<>();
    private final List<PhotoTag> refusals = new ArrayList<>();
    private final Map<PhotoId, Integer> stars = new HashMap<>();
    private final Map<String, TagName> parents = new HashMap<>();
    private final Map<String, TagColour> colours = new HashMap<>();
    private final Map<TagName, TagName> aliases = new TreeMap<>(Comparator.comparing(TagName::key));

    private static boolean same(PhotoTag a, PhotoTag b) {
        return a.photo().equals(b.photo()) && a.tag().key().equals(b.tag().key());
    }

    synchronized TagEdit apply(TagEdit edit) {
        List<PhotoTag> removed = tags.stream()
                .filter(tag -> edit.removed().stream().anyMatch(unwanted -> same(tag, unwanted)))
                .toList();
        tags.removeAll(removed);
        List<PhotoTag> added = edit.added().stream()
                .filter(wanted -> tags.stream().noneMatch(tag -> same(tag, wanted)))
                .toList();
        tags.addAll(added);
        List<PhotoTag> refused = edit.refused().stream()
                .filter(wanted -> refusals.stream().noneMatch(tag -> same(tag, wanted)))
                .toList();
        refusals.addAll(refused);
        List<PhotoTag> reopened = refusals.stream()
                .filter(tag -> edit.reopened().stream().anyMatch(wanted -> same(tag, wanted)))
                .toList();
        refusals.removeAll(reopened);
        return new TagEdit(added, removed, refused, reopened);
    }

    /** Keys of tags that a photo has not, as somebody said. */
    synchronized Set<String> refused(PhotoId photo) {
        return refusals.stream()
                .filter(tag -> tag.photo().equals(photo))
                .map(tag -> tag.tag().key())
                .collect(Collectors.toSet());
    }

    synchronized Map<PhotoId, List<PhotoTag>> of(Collection<PhotoId> photos) {
        return tags.stream()
                .filter(tag -> photos.contains(tag.photo()))
                .sorted(Comparator.comparing(tag -> tag.tag().key()))
                .collect(Collectors.groupingBy(PhotoTag::photo));
    }

    synchronized List<Tag> startingWith(String text, int limit) {
        Map<String, List<PhotoTag>> byKey =
                tags.stream().collect(Collectors.groupingBy(tag -> tag.tag().key()));
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(TagName.fold(text)))
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .map(entry ->
                        tag(entry.getValue().getFirst().tag(), entry.getValue().size()))
                .toList();
    }

    @Override
    public synchronized Set<PhotoId> tagged(String text, boolean prefix) {
        String key = TagName.fold(text);
        return tags.stream()
                .filter(tag -> prefix ? tag.tag().key().startsWith(key) : means(tag.tag(), key))
                .map(PhotoTag::photo)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<PhotoId> in(String text, boolean prefix) {
        return Set.of();
    }

    @Override
    public Set<PhotoId> collected(String text, boolean prefix) {
        return collections.photos(text);
    }

    @Override
    public Set<PhotoId> taken(LocalDate from, LocalDate until) {
        return Set.of();
    }

    synchronized List<Rating> rate(List<Rating> ratings) {
        List<Rating> before = new ArrayList<>();
        for (Rating rating : ratings) {
            Integer old =
                    rating.stars() == null ? stars.remove(rating.photo()) : stars.put(rating.photo(), rating.stars());
            if (!Objects.equals(old, rating.stars())) {
                before.add(new Rating(rating.photo(), old));
            }
        }
        return before;
    }

    synchronized Map<PhotoId, Integer> starsOf(Collection<PhotoId> photos) {
        Map<PhotoId, Integer> found = new HashMap<>(stars);
        found.keySet().retainAll(photos);
        found.values().removeIf(count -> count == 0);
        return found;
    }

    @Override
    public Set<PhotoId> takenBy(String text, boolean prefix) {
        return Set.of();
    }

    @Override
    public synchronized Set<PhotoId> rated(int least, int most) {
        return stars.entrySet().stream()
                .filter(entry -> entry.getValue() >= least && entry.getValue() <= most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    synchronized Optional<Tag> find(TagName name) {
        List<PhotoTag> borne =
                tags.stream().filter(tag -> tag.tag().key().equals(name.key())).toList();
        return borne.stream().findFirst().map(tag -> tag(tag.tag(), borne.size()));
    }

    synchronized void rename(TagName from, TagName to) {
        List<PhotoTag> renamed = new ArrayList<>();
        for (PhotoTag tag : tags) {
            PhotoTag now = tag.tag().key().equals(from.key())
                    ? new PhotoTag(tag.photo(), to, tag.region(), tag.added(), tag.origin())
                    : tag;
            if (renamed.stream().noneMatch(other -> same(other, now))) {
                renamed.add(now);
            }
        }
        tags.clear();
        tags.addAll(renamed);
    }

    private Tag tag(TagName name, int photos) {
        return new Tag(name, parents.get(name.key()), photos, colours.get(name.key()));
    }

    /** Whether a tag is another or lies below it. */
    private boolean means(TagName tag, String key) {
        for (TagName next = tag; next != null; next = parents.get(next.key())) {
            if (next.key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    synchronized Facets facets(Collection<GalleryPhoto> photos, @Nullable Path folder, Filter filter) {
        Predicate<PhotoId> passes = filter.on(this);
        Set<PhotoId> counted = photos.stream()
                .filter(photo -> folder == null || photo.path().startsWith(folder))
                .map(GalleryPhoto::id)
                .filter(passes)
                .collect(Collectors.toSet());
        Map<String, TagName> names = new TreeMap<>();
        tags.forEach(tag -> names.put(tag.tag().key(), tag.tag()));
        parents.values().forEach(parent -> names.putIfAbsent(parent.key(), parent));
        List<TagCount> counts = names.values().stream()
                .map(name -> {
                    int bearing = (int) counted.stream()
                            .filter(tagged(name.key(), false)::contains)
                            .count();
                    return new TagCount(tag(name, 0), bearing, bearing);
                })
                .toList();
        Map<Integer, Integer> rated = new HashMap<>();
        counted.forEach(photo -> rated.merge(stars.getOrDefault(photo, 0), 1, Integer::sum));
        return new Facets(counted, collections.counted(counted), counts, Map.of(), Map.of(), rated);
    }

    @Override
    public synchronized void place(TagName tag, @Nullable TagName parent) {
        if (parent == null) {
            parents.remove(tag.key());
        } else if (means(parent, tag.key())) {
            throw new StoreException(StoreException.Kind.FAILED, Message.of("engine.tag.cycle", tag, parent));
        } else {
            parents.put(tag.key(), parent);
        }
    }

    @Override
    public synchronized void colour(TagName tag, @Nullable TagColour colour) {
        if (colour == null) {
            colours.remove(tag.key());
        } else {
            colours.put(tag.key(), colour);
        }
    }

    @Override
    public synchronized List<TagName> aliases(TagName tag) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue().key().equals(tag.key()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized void addAlias(TagName alias, TagName tag) {
        aliases.put(alias, tag);
    }

    @Override
    public synchronized void removeAlias(TagName alias) {
        aliases.remove(alias);
    }
}
