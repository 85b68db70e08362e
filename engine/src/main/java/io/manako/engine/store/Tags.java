package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user calls photos. Tags hang on a photo's row, so they outlive its descriptors and follow its file. They form
 * trees: a photo with a tag counts as one with each tag above it. A tag that is on no photo and in no tree is forgotten.
 * Thread-safe. Every method throws {@link StoreException} where the file cannot be read or written.
 */
public final class Tags {
    /** After every text that begins with what it is appended to: no character has this code. */
    private static final String LAST = "\uffff";

    private static final String TAGS = "SELECT t.name, p.name, (SELECT COUNT(*) FROM photo_tag WHERE tag = t.id)"
            + " FROM tag t LEFT JOIN tag p ON p.id = t.parent ";
    private static final String PHOTO_TAGS = "SELECT b.photo, t.name, b.region_left, b.region_top, b.region_width,"
            + " b.region_height, b.added FROM photo_tag b JOIN tag t ON t.id = b.tag ";

    /** Tags up to here are looked up one by one; of more, one reading of all that is on photos is faster. */
    private static final int LOOKED_UP = 1000;

    private final Catalogue catalogue;
    private final H2File database;

    Tags(Catalogue catalogue, H2File database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    /** Every tag, in the order of the names. */
    public List<Tag> all() {
        return database.query(TAGS + "ORDER BY t.name_key", Tags::readTag);
    }

    /** Tags whose names begin with a text, whatever its case, in the order of the names. */
    public List<Tag> startingWith(String text, int limit) {
        String key = TagName.fold(text);
        return database.query(
                TAGS + "WHERE t.name_key >= ? AND t.name_key < ? ORDER BY t.name_key LIMIT ?",
                Tags::readTag,
                key,
                key + LAST,
                limit);
    }

    private static Tag readTag(ResultSet row) throws SQLException {
        @Nullable String parent = row.getString(2);
        return new Tag(new TagName(row.getString(1)), parent == null ? null : new TagName(parent), row.getInt(3));
    }

    /** What is on photos, each photo's tags in the order of their names; photos without tags are left out. */
    public Map<PhotoId, List<PhotoTag>> of(Collection<PhotoId> photos) {
        Map<PhotoId, List<PhotoTag>> tags = new HashMap<>();
        for (PhotoId photo : photos) {
            List<PhotoTag> found = database.query(
                    PHOTO_TAGS + "WHERE b.photo = ? ORDER BY t.name_key", Tags::readPhotoTag, photo.value());
            if (!found.isEmpty()) {
                tags.put(photo, found);
            }
        }
        return tags;
    }

    private static PhotoTag readPhotoTag(ResultSet row) throws SQLException {
        @Nullable Float left = row.getObject(3, Float.class);
        return new PhotoTag(
                new PhotoId(row.getLong(1)),
                new TagName(row.getString(2)),
                left == null ? null : new PhotoRegion(left, row.getFloat(4), row.getFloat(5), row.getFloat(6)),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }

    /**
     * Photos with a tag or one below it.
     *
     * @param text the tag's name, whatever its case; any text is taken, and one that names no tag finds nothing
     * @param prefix whether the text is only what names begin with
     */
    public Set<PhotoId> photos(String text, boolean prefix) {
        String key = TagName.fold(text);
        List<Long> named = prefix
                ? database.query(
                        "SELECT id FROM tag WHERE name_key >= ? AND name_key < ?",
                        row -> row.getLong(1),
                        key,
                        key + LAST)
                : database.query("SELECT id FROM tag WHERE name_key = ?", row -> row.getLong(1), key);
        return photos(withAllBelow(named));
    }

    private Set<PhotoId> photos(Set<Long> tags) {
        Set<PhotoId> photos = new HashSet<>();
        if (tags.size() > LOOKED_UP) {
            database.forEach(
                    "SELECT tag, photo FROM photo_tag",
                    row -> Map.entry(row.getLong(1), new PhotoId(row.getLong(2))),
                    borne -> {
                        if (tags.contains(borne.getKey())) {
                            photos.add(borne.getValue());
                        }
                    });
            return photos;
        }
        for (long tag : tags) {
            database.forEach(
                    "SELECT photo FROM photo_tag WHERE tag = ?", row -> new PhotoId(row.getLong(1)), photos::add, tag);
        }
        return photos;
    }

    private Set<Long> withAllBelow(List<Long> tags) {
        Map<Long, List<Long>> children = new HashMap<>();
        database.forEach(
                "SELECT id, parent FROM tag WHERE parent IS NOT NULL",
                row -> Map.entry(row.getLong(2), row.getLong(1)),
                link -> children.computeIfAbsent(link.getKey(), any -> new ArrayList<>())
                        .add(link.getValue()));
        Set<Long> found = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(tags);
        while (!open.isEmpty()) {
            long tag = open.pop();
            if (found.add(tag)) {
                open.addAll(children.getOrDefault(tag, List.of()));
            }
        }
        return found;
    }

    /**
     * Changes the tags of photos in one transaction. Tags that are not known yet are made.
     *
     * @return what has changed: tags that a photo had already, or did not have, are left out
     */
    public TagEdit apply(TagEdit edit) {
        List<PhotoTag> added = new ArrayList<>();
        List<PhotoTag> removed = new ArrayList<>();
        catalogue.write(writer -> {
            Set<Long> bare = new HashSet<>();
            for (PhotoTag unwanted : edit.removed()) {
                find(writer, unwanted).ifPresent(found -> {
                    long tag = idOf(writer, found.tag());
                    writer.update(
                            "DELETE FROM photo_tag WHERE photo = ? AND tag = ?",
                            found.photo().value(),
                            tag);
                    removed.add(found);
                    bare.add(tag);
                });
            }
            for (PhotoTag wanted : edit.added()) {
                if (find(writer, wanted).isEmpty()) {
                    insert(writer, wanted);
                    added.add(wanted);
                }
            }
            bare.forEach(tag -> forgetUnused(writer, tag));
        });
        return new TagEdit(added, removed);
    }

    /**
     * Puts a tag below another. Either is made where it is not known yet.
     *
     * @param parent null: at the top
     * @throws TagException if the parent is the tag itself or lies below it
     */
    public void place(TagName name, @Nullable TagName parent) {
        catalogue.write(writer -> {
            long tag = idOf(writer, name);
            @Nullable Long above = parent == null ? null : (Long) idOf(writer, parent);
            for (Long next = above; next != null; next = parentOf(writer, next)) {
                if (next == tag) {
                    throw new TagException(Message.of("engine.tag.cycle", name, parent));
                }
            }
            @Nullable Long before = parentOf(writer, tag);
            writer.update(
                    "UPDATE tag SET parent = ? WHERE id = ? AND parent IS DISTINCT FROM CAST(? AS BIGINT)",
                    above,
                    tag,
                    above);
            forgetUnused(writer, tag);
            if (before != null) {
                forgetUnused(writer, before);
            }
        });
    }

    private static @Nullable Long parentOf(CatalogueWriter writer, long tag) {
        List<Long> parent =
                writer.query("SELECT parent FROM tag WHERE id = ? AND parent IS NOT NULL", row -> row.getLong(1), tag);
        return parent.isEmpty() ? null : parent.getFirst();
    }

    /** The tag as the photo bears it, if it does. */
    private static Optional<PhotoTag> find(CatalogueWriter writer, PhotoTag like) {
        // By the tag's id, not its name: a join might read all tags of the photo.
        return known(writer, like.tag())
                .flatMap(tag -> writer
                        .query(
                                PHOTO_TAGS + "WHERE b.photo = ? AND b.tag = ?",
                                Tags::readPhotoTag,
                                like.photo().value(),
                                tag)
                        .stream()
                        .findFirst());
    }

    private static void insert(CatalogueWriter writer, PhotoTag tag) {
        @Nullable PhotoRegion region = tag.region();
        writer.update(
                "INSERT INTO photo_tag VALUES (?, ?, ?, ?, ?, ?, ?)",
                tag.photo().value(),
                idOf(writer, tag.tag()),
                region == null ? null : (Float) region.left(),
                region == null ? null : (Float) region.top(),
                region == null ? null : (Float) region.width(),
                region == null ? null : (Float) region.height(),
                tag.added().atOffset(ZoneOffset.UTC));
    }

    private static Optional<Long> known(CatalogueWriter writer, TagName name) {
        return writer.query("SELECT id FROM tag WHERE name_key = ?", row -> row.getLong(1), name.key()).stream()
                .findFirst();
    }

    /** The tag's id, if need be a new one. */
    private static long idOf(CatalogueWriter writer, TagName name) {
        return known(writer, name).orElseGet(() -> {
            writer.update("INSERT INTO tag (name, name_key) VALUES (?, ?)", name.text(), name.key());
            return known(writer, name).orElseThrow();
        });
    }

    private static void forgetUnused(CatalogueWriter writer, long tag) {
        writer.update(
                "DELETE FROM tag WHERE id = ? AND parent IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM photo_tag WHERE tag = ?)"
                        + " AND NOT EXISTS (SELECT 1 FROM tag WHERE parent = ?)",
                tag,
                tag,
                tag);
    }
}
