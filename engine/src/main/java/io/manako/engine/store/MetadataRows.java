package io.manako.engine.store;

import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.Place;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What files say of photos, within one transaction. Keywords become tags of the photo: they go when the file does not have
 * them any more, and neither come back where the user took them off nor move what the user put in its place.
 */
final class MetadataRows {
    private final CatalogueWriter writer;
    private final TagRows tags;

    MetadataRows(CatalogueWriter writer) {
        this.writer = writer;
        this.tags = new TagRows(writer);
    }

    void put(Path file, PhotoMetadata metadata, long version) {
        Optional<PhotoId> photo = writer
                .query("SELECT photo FROM file WHERE path = ?", row -> new PhotoId(row.getLong(1)), file.toString())
                .stream()
                .findFirst();
        if (photo.isEmpty()) {
            return;
        }
        @Nullable Place place = metadata.place();
        writer.update(
                "UPDATE file SET metadata = ?, title = ?, caption = ?, camera = ?, rating = ?, latitude = ?, longitude = ?,"
                        + " keywords = ? WHERE path = ?",
                version,
                metadata.title(),
                metadata.caption(),
                metadata.camera(),
                metadata.rating(),
                place == null ? null : (Double) place.latitude(),
                place == null ? null : (Double) place.longitude(),
                metadata.keywords().isEmpty() ? null : KeywordText.of(metadata.keywords()),
                file.toString());
        if (metadata.taken() != null) {
            writer.update(
                    "UPDATE photo SET taken = ? WHERE id = ? AND taken IS DISTINCT FROM CAST(? AS TIMESTAMP(3))",
                    metadata.taken(),
                    photo.get().value(),
                    metadata.taken());
        }
        bringKeywords(photo.get());
    }

    /** Of all files that show the photo, since a copy that was made for the web has lost them. */
    private void bringKeywords(PhotoId photo) {
        Map<String, TagName> wanted = new LinkedHashMap<>();
        List<List<TagName>> paths = writer
                .query(
                        "SELECT keywords FROM file WHERE photo = ? AND state <> ? AND keywords IS NOT NULL ORDER BY path",
                        row -> KeywordText.read(row.getString(1)),
                        photo.value(),
                        FileState.MISSING.ordinal())
                .stream()
                .flatMap(List::stream)
                .map(this::names)
                .filter(path -> !path.isEmpty())
                .toList();
        paths.forEach(path -> wanted.putIfAbsent(path.getLast().key(), path.getLast()));
        Set<String> refused = new HashSet<>(writer.query(
                "SELECT name_key FROM refused_keyword WHERE photo = ?", row -> row.getString(1), photo.value()));
        Map<String, PhotoTag> borne = new LinkedHashMap<>();
        writer.query(TagRows.PHOTO_TAGS + "WHERE b.photo = ?", TagRows::read, photo.value())
                .forEach(tag -> borne.put(tag.tag().key(), tag));

        borne.forEach((key, tag) -> {
            if (tag.origin() == PhotoTag.Origin.FILE && !wanted.containsKey(key)) {
                long id = tags.idOf(tag.tag());
                tags.delete(photo, id);
                tags.forgetUnused(id);
            }
        });
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        wanted.forEach((key, name) -> {
            if (!borne.containsKey(key) && !refused.contains(key)) {
                tags.insert(new PhotoTag(photo, name, null, now, PhotoTag.Origin.FILE));
            }
        });
        for (List<TagName> path : paths) {
            if (!refused.contains(path.getLast().key())) {
                int level = path.size() - 1;
                while (level > 0 && tags.suggestPlace(path.get(level), path.get(level - 1))) {
                    level--;
                }
            }
        }
    }

    private List<TagName> names(Keyword keyword) {
        return keyword.path().stream()
                .map(TagName::nearest)
                .flatMap(Optional::stream)
                .map(tags::calledNow)
                .toList();
    }
}
