package io.manako.app.curate;

import io.manako.engine.filter.Filter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Something that photos have in common, by which they can be chosen.
 *
 * @param value a collection's name, a tag's key, a camera's name, a year or a number of stars
 */
record Facet(Kind kind, String value) {
    enum Kind {
        COLLECTION,
        TAG,
        CAMERA,
        YEAR,
        STARS
    }

    /** What several ask of photos: all of the tags, and of everything else one of its kind. */
    static Filter filter(Collection<Facet> facets) {
        Filter all = Filter.EVERYTHING;
        for (Kind kind : Kind.values()) {
            List<Filter> parts = new ArrayList<>();
            facets.stream()
                    .filter(facet -> facet.kind() == kind)
                    .map(Facet::filter)
                    .forEach(parts::add);
            if (kind == Kind.TAG || parts.size() < 2) {
                for (Filter part : parts) {
                    all = all.and(part);
                }
            } else {
                all = all.and(new Filter.Or(parts));
            }
        }
        return all;
    }

    private Filter filter() {
        return switch (kind) {
            case COLLECTION -> new Filter.Collected(value, false);
            case TAG -> new Filter.Tagged(value, false);
            case CAMERA -> new Filter.TakenBy(value, false);
            case YEAR -> {
                LocalDate first = LocalDate.of(Integer.parseInt(value), 1, 1);
                yield new Filter.Taken(first, first.plusYears(1));
            }
            case STARS -> new Filter.Rated(Integer.parseInt(value), Integer.parseInt(value));
        };
    }
}
