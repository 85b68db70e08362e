package io.manako.engine;

import io.manako.engine.filter.Filter;
import io.manako.engine.filter.PhotoFacts;
import io.manako.engine.photo.LocatedPhoto;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.Rating;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What filters ask of a library: folders are those of the photos at hand, all else its catalogue knows.
 *
 * @param photos that a search may find
 */
record LibraryFacts(Catalogue catalogue, List<? extends LocatedPhoto> photos) implements PhotoFacts {
    /** What lies in a request's folder and passes its filter; what has a tag that is not wanted is not wanted either. */
    Predicate<PhotoId> passing(SearchRequest request) {
        Filter filter = request.filter();
        for (Judgement judgement : request.judgements()) {
            if (judgement instanceof Judgement.OfTag(String tag, boolean wanted) && !wanted) {
                filter = filter.and(new Filter.Not(new Filter.Tagged(tag, false)));
            }
        }
        Predicate<PhotoId> passes = filter.on(this);
        return request.folder() == null ? passes : passes.and(below(request.folder())::contains);
    }

    private Set<PhotoId> below(Path folder) {
        return photos.stream()
                .filter(photo -> photo.pathIn(folder).isPresent())
                .map(LocatedPhoto::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<PhotoId> tagged(String text, boolean prefix) {
        return catalogue.tags().photos(text, prefix);
    }

    @Override
    public Set<PhotoId> in(String text, boolean prefix) {
        String slashed = TagName.fold(text).replace('\\', '/');
        boolean absolute = slashed.startsWith("/") || slashed.matches("[a-z]:/.*");
        String names = trimmed(slashed);
        String asked = names.isEmpty() ? "/" : "/" + names + (prefix ? "" : "/");
        Map<Path, Boolean> folders = new HashMap<>(); // many photos lie in one
        Set<PhotoId> inside = new HashSet<>();
        for (LocatedPhoto photo : photos) {
            for (Path file : photo.files()) {
                Path folder = file.getParent();
                if (folder != null
                        && folders.computeIfAbsent(folder, path -> {
                            String where =
                                    "/" + trimmed(TagName.fold(path.toString()).replace('\\', '/')) + "/";
                            return absolute ? where.startsWith(asked) : where.contains(asked);
                        })) {
                    inside.add(photo.id());
                }
            }
        }
        return inside;
    }

    @Override
    public Set<PhotoId> collected(String text, boolean prefix) {
        return catalogue.collections().photos(text, prefix);
    }

    @Override
    public Set<PhotoId> takenBy(String text, boolean prefix) {
        String asked = " " + TagName.fold(text) + (prefix ? "" : " ");
        Set<PhotoId> found = new HashSet<>();
        catalogue.cameras().forEach((camera, taken) -> {
            if ((" " + TagName.fold(camera) + " ").contains(asked)) {
                found.addAll(taken);
            }
        });
        return found;
    }

    @Override
    public Set<PhotoId> rated(int least, int most) {
        Set<PhotoId> rated = catalogue.stars().between(least, most);
        if (least == 0) {
            Set<PhotoId> any = catalogue.stars().between(1, Rating.MOST);
            photos.stream()
                    .map(LocatedPhoto::id)
                    .filter(id -> !any.contains(id))
                    .forEach(rated::add);
        }
        return rated;
    }

    private static String trimmed(String slashed) {
        return slashed.replaceAll("^/+|/+$", "");
    }

    @Override
    public Set<PhotoId> taken(LocalDate from, LocalDate until) {
        return catalogue.takenBetween(from.atStartOfDay(), until.atStartOfDay());
    }

    /**
     * Counts what photos are that a filter lets through.
     *
     * @param folder only photos in this folder and below, or null for all
     */
    static Facets count(
            Catalogue catalogue, List<? extends LocatedPhoto> photos, @Nullable Path folder, Filter filter) {
        LibraryFacts facts = new LibraryFacts(
                catalogue,
                folder == null
                        ? photos
                        : photos.stream()
                                .filter(photo -> photo.pathIn(folder).isPresent())
                                .toList());
        return facts.count(filter.on(facts));
    }

    /** Counts what photos at hand are that a filter lets through. */
    Facets count(Predicate<PhotoId> eligible) {
        Set<PhotoId> counted =
                photos.stream().map(LocatedPhoto::id).filter(eligible).collect(Collectors.toSet());
        Map<Integer, Integer> years = new HashMap<>();
        for (PhotoRow row : catalogue.photos()) {
            LocalDateTime taken = row.taken();
            if (taken != null && counted.contains(row.id())) {
                years.merge(taken.getYear(), 1, Integer::sum);
            }
        }
        Map<String, Integer> cameras = new HashMap<>();
        catalogue.cameras().forEach((camera, by) -> {
            int shown = (int) by.stream().filter(counted::contains).count();
            if (shown > 0) {
                cameras.put(camera, shown);
            }
        });
        Map<PhotoId, Integer> rated = catalogue.stars().all();
        Map<Integer, Integer> stars = new HashMap<>();
        counted.forEach(photo -> stars.merge(rated.getOrDefault(photo, 0), 1, Integer::sum));
        return new Facets(
                counted,
                catalogue.collections().counted(counted),
                catalogue.tags().counted(counted),
                years,
                cameras,
                stars);
    }
}
