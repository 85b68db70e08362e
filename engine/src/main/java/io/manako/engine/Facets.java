package io.manako.engine;

import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.FileState;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.TagCount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /**
     * Of photos whose files were not deleted, looked at by a model or not.
     *
     * @param folder only photos in this folder and below, or null for all
     */
    public static Facets of(Catalogue catalogue, @Nullable Path folder, Filter filter) {
        List<PhotoRow> photos = catalogue.photos().stream()
                .filter(photo -> photo.state() != FileState.MISSING)
                .toList();
        return LibraryFacts.count(catalogue, photos, folder, filter);
    }

    public Facets {
        photos = Set.copyOf(photos);
        collections = List.copyOf(collections);
        tags = List.copyOf(tags);
        years = Map.copyOf(years);
        cameras = Map.copyOf(cameras);
        stars = Map.copyOf(stars);
    }
}
