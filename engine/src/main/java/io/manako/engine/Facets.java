package io.manako.engine;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.TagCount;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some photos of a library are, counted.
 *
 * @param photos those that are counted
 * @param collections every collection, in the order of the names, with the photos that are in it, perhaps none
 * @param tags every tag of the library, in the order of the names, with the photos that bear it or one below it, perhaps
 *     none
 * @param years in which photos were taken; those that do not say are left out
 * @param cameras by which photos were taken; those that do not say are left out
 * @param stars how many photos have how many, 0 included
 */
public record Facets(
        Set<PhotoId> photos,
        List<CollectionCount> collections,
        List<TagCount> tags,
        Map<Integer, Integer> years,
        Map<String, Integer> cameras,
        Map<Integer, Integer> stars) {
    /** Of no photo. */
    public static final Facets NONE = new Facets(Set.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of());

    public Facets {
        photos = Set.copyOf(photos);
        collections = List.copyOf(collections);
        tags = List.copyOf(tags);
        years = Map.copyOf(years);
        cameras = Map.copyOf(cameras);
        stars = Map.copyOf(stars);
    }
}
