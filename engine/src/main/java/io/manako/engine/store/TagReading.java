package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the tags of all photos at once, with those above them in the tree as it was when the reading began. Every method
 * throws {@link StoreException} where the file cannot be read.
 */
public final class TagReading {
    private final H2File database;
    private final Map<TagName, List<String>> paths;

    /** @param paths of every tag the names from the top of its tree down to its own */
    TagReading(H2File database, Map<TagName, List<String>> paths) {
        this.database = database;
        this.paths = paths;
    }

    /**
     * Of photos with tags where that is which they are called, with the tags above their own. A name is left out where it, or one
     * below it, is the whole photo's.
     */
    public Map<PhotoId, Map<TagName, List<PhotoRegion>>> places() {
        Map<PhotoId, Map<TagName, List<PhotoRegion>>> places = new HashMap<>();
        Map<PhotoId, Set<TagName>> anywhere = new HashMap<>();
        database.forEach(TagRows.PHOTO_TAGS, TagRows::read, tag -> {
            for (String name : paths.getOrDefault(tag.tag(), List.of())) {
                PhotoRegion region = tag.region();
                if (region == null) {
                    anywhere.computeIfAbsent(tag.photo(), any -> new HashSet<>())
                            .add(new TagName(name));
                } else {
                    places.computeIfAbsent(tag.photo(), any -> new HashMap<>())
                            .computeIfAbsent(new TagName(name), any -> new ArrayList<>())
                            .add(region);
                }
            }
        });
        anywhere.forEach((photo, names) ->
                places.getOrDefault(photo, new HashMap<>()).keySet().removeAll(names));
        return places;
    }

    /** Of every photo with tags what it is called, with the tags above its own. */
    public Map<PhotoId, Set<TagName>> borne() {
        Map<PhotoId, Set<TagName>> borne = new HashMap<>();
        database.forEach(
                "SELECT b.photo, t.name FROM photo_tag b JOIN tag t ON t.id = b.tag",
                row -> Map.entry(new PhotoId(row.getLong(1)), new TagName(row.getString(2))),
                entry -> {
                    Set<TagName> names = borne.computeIfAbsent(entry.getKey(), any -> new HashSet<>());
                    names.add(entry.getValue());
                    paths.getOrDefault(entry.getValue(), List.of()).forEach(name -> names.add(new TagName(name)));
                });
        return borne;
    }
}
