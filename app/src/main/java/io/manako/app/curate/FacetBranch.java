package io.manako.app.curate;

import io.manako.engine.Facets;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.TagCount;
import io.manako.engine.store.TagName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line of the tree of facets with those below it. */
record FacetBranch(FacetRow row, List<FacetBranch> below) {
    /**
     * The tree's headings.
     *
     * @param all what can be chosen: what is not among these photos has no line
     * @param shown what is counted
     * @param every whether tags and collections that no photo has have a line
     */
    static List<FacetBranch> of(Facets all, Facets shown, boolean every) {
        List<FacetBranch> sections = new ArrayList<>();
        add(sections, Facet.Kind.COLLECTION, collections(all, shown, every));
        add(sections, Facet.Kind.TAG, tags(all, shown, every));
        add(
                sections,
                Facet.Kind.CAMERA,
                values(Facet.Kind.CAMERA, all.cameras(), shown.cameras(), Comparator.naturalOrder()));
        add(sections, Facet.Kind.YEAR, values(Facet.Kind.YEAR, all.years(), shown.years(), Comparator.reverseOrder()));
        boolean rated = all.stars().keySet().stream().anyMatch(stars -> stars > 0);
        if (rated) {
            add(
                    sections,
                    Facet.Kind.STARS,
                    values(Facet.Kind.STARS, all.stars(), shown.stars(), Comparator.reverseOrder()));
        }
        return sections;
    }

    private static void add(List<FacetBranch> sections, Facet.Kind kind, List<FacetBranch> below) {
        if (!below.isEmpty()) {
            sections.add(new FacetBranch(new FacetRow.Section(kind), below));
        }
    }

    private static <V> List<FacetBranch> values(
            Facet.Kind kind, Map<V, Integer> all, Map<V, Integer> shown, Comparator<V> order) {
        return all.keySet().stream()
                .sorted(order)
                .map(value ->
                        new FacetRow.OfValue(new Facet(kind, String.valueOf(value)), shown.getOrDefault(value, 0)))
                .map(row -> new FacetBranch(row, List.of()))
                .toList();
    }

    private static List<FacetBranch> collections(Facets all, Facets shown, boolean every) {
        Map<CollectionName, Integer> counts = new HashMap<>();
        shown.collections().forEach(collection -> counts.put(collection.name(), collection.photos()));
        return all.collections().stream()
                .filter(collection -> every || collection.photos() > 0)
                .map(CollectionCount::name)
                .map(name -> new FacetRow.OfValue(
                        new Facet(Facet.Kind.COLLECTION, name.text()), counts.getOrDefault(name, 0)))
                .map(row -> new FacetBranch(row, List.of()))
                .toList();
    }

    private static List<FacetBranch> tags(Facets all, Facets shown, boolean every) {
        Map<String, Integer> counts = new HashMap<>();
        shown.tags().forEach(tag -> counts.put(tag.tag().name().key(), tag.photos()));
        Map<String, List<TagCount>> byParent = new HashMap<>();
        for (TagCount tag : all.tags()) {
            if (every || tag.photos() > 0) {
                TagName parent = tag.tag().parent();
                byParent.computeIfAbsent(parent == null ? "" : parent.key(), any -> new ArrayList<>())
                        .add(tag);
            }
        }
        return below("", byParent, counts);
    }

    private static List<FacetBranch> below(
            String parent, Map<String, List<TagCount>> byParent, Map<String, Integer> counts) {
        return byParent.getOrDefault(parent, List.of()).stream()
                .map(tag -> {
                    String key = tag.tag().name().key();
                    return new FacetBranch(
                            new FacetRow.OfTag(tag.tag(), counts.getOrDefault(key, 0)), below(key, byParent, counts));
                })
                .toList();
    }
}
