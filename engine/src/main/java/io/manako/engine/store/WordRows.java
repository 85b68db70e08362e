package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what is written of photos from the tables of files and tags, each read once. */
final class WordRows {
    private record TagRow(List<TagName> names, @Nullable Long parent) {}

    private record Written(Set<String> titles, Set<String> captions, List<Path> files) {
        Written() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        }
    }

    private final H2File database;

    WordRows(H2File database) {
        this.database = database;
    }

    /** Of every photo with a file that was not deleted, by ascending id. */
    List<PhotoWords> all(List<Path> roots) {
        Map<PhotoId, List<TagName>> tags = tags();
        Map<PhotoId, Written> written = new TreeMap<>();
        database.forEach(
                "SELECT photo, path, title, caption FROM file WHERE state <> " + FileState.MISSING.ordinal()
                        + " ORDER BY photo, state, path",
                row -> {
                    Written of = written.computeIfAbsent(new PhotoId(row.getLong(1)), any -> new Written());
                    of.files.add(below(roots, Path.of(row.getString(2))));
                    addIfSaid(of.titles, row.getString(3));
                    addIfSaid(of.captions, row.getString(4));
                    return of;
                },
                of -> {});
        database.forEach(MachineCaptions.COLUMNS, MachineCaptions::read, said -> {
            Written of = written.get(said.photo());
            if (of != null) {
                Stream.concat(Stream.of(said.caption()), said.keywords().stream())
                        .filter(text -> !text.isEmpty())
                        .forEach(of.captions::add);
            }
        });
        List<PhotoWords> all = new ArrayList<>(written.size());
        written.forEach((photo, of) -> all.add(new PhotoWords(
                photo,
                tags.getOrDefault(photo, List.of()),
                List.copyOf(of.titles),
                List.copyOf(of.captions),
                of.files)));
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

    private Map<PhotoId, List<TagName>> tags() {
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
                "SELECT photo, tag FROM photo_tag ORDER BY photo, tag",
                row -> Map.entry(new PhotoId(row.getLong(1)), row.getLong(2)),
                entry -> {
                    Set<TagName> names = borne.computeIfAbsent(entry.getKey(), any -> new LinkedHashSet<>());
                    TagRow tag = known.get(entry.getValue());
                    while (tag != null) {
                        names.addAll(tag.names);
                        tag = tag.parent == null ? null : known.get(tag.parent);
                    }
                });
        Map<PhotoId, List<TagName>> tags = new HashMap<>();
        borne.forEach((photo, names) -> tags.put(photo, List.copyOf(names)));
        return tags;
    }
}
