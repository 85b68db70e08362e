package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what is written of photos from the tables of files and tags, each read once. */
final class WordRows {
    private record TagRow(List<TagName> names, @Nullable Long parent) {}

    private static final class Written {
        private final List<String> added = new ArrayList<>();
        private final Set<String> titles = new LinkedHashSet<>();
        private final Set<String> captions = new LinkedHashSet<>();
        private final List<String> machine = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();
        private final List<String> takenOut = new ArrayList<>();
    }

    private final H2File database;

    WordRows(H2File database) {
        this.database = database;
    }

    /** Of every photo with a file that was not deleted, by ascending id. */
    List<PhotoWords> all(List<Path> roots) {
        return gather(roots, "");
    }

    /** Of one photo, empty where no file shows it. */
    Optional<PhotoWords> of(PhotoId photo, List<Path> roots) {
        return gather(roots, "AND photo = ? ", photo.value()).stream().findFirst();
    }

    /** @param which end of a condition on the photo's id */
    private List<PhotoWords> gather(List<Path> roots, String which, Object... parameters) {
        Map<PhotoId, List<TagName>> tags = tags(which, parameters);
        Map<PhotoId, Written> written = new TreeMap<>();
        database.forEach(
                "SELECT photo, path, title, caption FROM file WHERE state <> " + FileState.MISSING.ordinal() + " "
                        + which + "ORDER BY photo, state, path",
                row -> {
                    Written of = written.computeIfAbsent(new PhotoId(row.getLong(1)), any -> new Written());
                    of.files.add(below(roots, Path.of(row.getString(2))));
                    addIfSaid(of.titles, row.getString(3));
                    addIfSaid(of.captions, row.getString(4));
                    return of;
                },
                of -> {},
                parameters);
        database.forEach(
                MachineCaptions.COLUMNS + "WHERE TRUE " + which,
                MachineCaptions::read,
                said -> {
                    Written of = written.get(said.photo());
                    if (of != null) {
                        Stream.concat(Stream.of(said.caption()), said.keywords().stream())
                                .filter(text -> !text.isEmpty())
                                .forEach(of.machine::add);
                    }
                },
                parameters);
        database.forEach(
                WordMarks.COLUMNS + "WHERE TRUE " + which + "ORDER BY photo, word_key",
                row -> new WordMark(new PhotoId(row.getLong(1)), row.getString(2), WordMarks.kind(row.getBoolean(3))),
                mark -> {
                    Written of = written.get(mark.photo());
                    if (of != null) {
                        (mark.kind() == WordMark.Kind.ADDED ? of.added : of.takenOut).add(mark.word());
                    }
                },
                parameters);
        List<PhotoWords> all = new ArrayList<>(written.size());
        written.forEach((photo, of) -> all.add(new PhotoWords(
                photo,
                tags.getOrDefault(photo, List.of()),
                of.added,
                List.copyOf(of.titles),
                List.copyOf(of.captions),
                of.machine,
                of.files,
                of.takenOut)));
        return all;
    }

    private static void addIfSaid(Set<String> texts, @Nullable String text) {
        if (text != null) {
            texts.add(text);
        }
    }

    /** What lies above the library's folders is the same for all photos and says nothing. */
    private static Path below(List<Path> roots, Path file) {
        for (Path root : roots) {
            Path above = root.getParent();
            if (file.startsWith(root) && above != null) {
                return above.relativize(file);
            }
        }
        return file;
    }

    private Map<PhotoId, List<TagName>> tags(String which, Object... parameters) {
        Map<Long, TagRow> known = new HashMap<>();
        database.forEach(
                "SELECT id, name, parent FROM tag",
                row -> Map.entry(
                        row.getLong(1),
                        new TagRow(
                                new ArrayList<>(List.of(new TagName(row.getString(2)))), row.getObject(3, Long.class))),
                entry -> known.put(entry.getKey(), entry.getValue()));
        database.forEach(
                "SELECT tag, name FROM tag_alias ORDER BY tag, name_key",
                row -> Map.entry(row.getLong(1), new TagName(row.getString(2))),
                entry -> {
                    TagRow tag = known.get(entry.getKey());
                    if (tag != null) {
                        tag.names.add(entry.getValue());
                    }
                });
        Map<PhotoId, Set<TagName>> borne = new HashMap<>();
        database.forEach(
                "SELECT photo, tag FROM photo_tag WHERE TRUE " + which + "ORDER BY photo, tag",
                row -> Map.entry(new PhotoId(row.getLong(1)), row.getLong(2)),
                entry -> {
                    Set<TagName> names = borne.computeIfAbsent(entry.getKey(), any -> new LinkedHashSet<>());
                    TagRow tag = known.get(entry.getValue());
                    while (tag != null) {
                        names.addAll(tag.names);
                        tag = tag.parent == null ? null : known.get(tag.parent);
                    }
                },
                parameters);
        Map<PhotoId, List<TagName>> tags = new HashMap<>();
        borne.forEach((photo, names) -> tags.put(photo, List.copyOf(names)));
        return tags;
    }
}
