package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of tags and of what is on photos, within one transaction. */
final class TagRows {
    static final String PHOTO_TAGS = "SELECT b.photo, t.name, b.region_left, b.region_top, b.region_width,"
            + " b.region_height, b.added, b.origin FROM photo_tag b JOIN tag t ON t.id = b.tag ";

    private final CatalogueWriter writer;

    TagRows(CatalogueWriter writer) {
        this.writer = writer;
    }

    static PhotoTag read(ResultSet row) throws SQLException {
        @Nullable Float left = row.getObject(3, Float.class);
        return new PhotoTag(
                new PhotoId(row.getLong(1)),
                new TagName(row.getString(2)),
                left == null ? null : new PhotoRegion(left, row.getFloat(4), row.getFloat(5), row.getFloat(6)),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                PhotoTag.Origin.of(row.getInt(8)));
    }

    /** The tag as the photo bears it, if it does. */
    Optional<PhotoTag> find(PhotoTag like) {
        // By the tag's id, not its name: a join might read all tags of the photo.
        return known(like.tag())
                .flatMap(tag -> writer
                        .query(
                                PHOTO_TAGS + "WHERE b.photo = ? AND b.tag = ?",
                                TagRows::read,
                                like.photo().value(),
                                tag)
                        .stream()
                        .findFirst());
    }

    /** Puts a tag on a photo that does not bear it. */
    void insert(PhotoTag tag) {
        @Nullable PhotoRegion region = tag.region();
        writer.update(
                "INSERT INTO photo_tag (photo, tag, region_left, region_top, region_width, region_height, added, origin)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                tag.photo().value(),
                idOf(tag.tag()),
                region == null ? null : (Float) region.left(),
                region == null ? null : (Float) region.top(),
                region == null ? null : (Float) region.width(),
                region == null ? null : (Float) region.height(),
                tag.added().atOffset(ZoneOffset.UTC),
                tag.origin().ordinal());
    }

    void delete(PhotoId photo, long tag) {
        writer.update("DELETE FROM photo_tag WHERE photo = ? AND tag = ?", photo.value(), tag);
    }

    /** Says that the user gave a tag that a file has as its keyword, too: it stays when the keyword goes. */
    void claim(PhotoTag tag) {
        writer.update(
                "UPDATE photo_tag SET origin = ? WHERE photo = ? AND tag = ? AND origin <> ?",
                PhotoTag.Origin.USER.ordinal(),
                tag.photo().value(),
                idOf(tag.tag()),
                PhotoTag.Origin.USER.ordinal());
    }

    /**
     * Notes that the user says that a photo has not a tag: no keyword is to put it on again.
     *
     * @return whether that is news
     */
    boolean refuse(PhotoId photo, TagName tag) {
        String key = calledNow(tag).key();
        boolean known = !writer.query(
                        "SELECT 1 FROM refused_keyword WHERE photo = ? AND name_key = ?", row -> 1, photo.value(), key)
                .isEmpty();
        if (!known) {
            writer.update("INSERT INTO refused_keyword (photo, name_key) VALUES (?, ?)", photo.value(), key);
        }
        return !known;
    }

    /** @return whether the tag was refused */
    boolean welcome(PhotoId photo, TagName tag) {
        return writer.update(
                        "DELETE FROM refused_keyword WHERE photo = ? AND name_key = ?",
                        photo.value(),
                        calledNow(tag).key())
                > 0;
    }

    /** The tag of a name, or of another name that it has. */
    Optional<Long> known(TagName name) {
        return writer
                .query(
                        "SELECT id FROM tag WHERE name_key = ? UNION ALL SELECT tag FROM tag_alias WHERE name_key = ?",
                        row -> row.getLong(1),
                        name.key(),
                        name.key())
                .stream()
                .findFirst();
    }

    /** What a tag is called that is known by a name, or the name itself. */
    TagName calledNow(TagName name) {
        return known(name).map(this::nameOf).orElse(name);
    }

    private TagName nameOf(long tag) {
        return writer.query("SELECT name FROM tag WHERE id = ?", row -> new TagName(row.getString(1)), tag)
                .getFirst();
    }

    /**
     * Gives a tag another name, and keeps the old one as an alias. Where the name is another tag's the two become one: its
     * photos, its tree and its aliases are the other's.
     *
     * @throws TagException if there is no such tag, or a tag would lie below itself
     */
    void rename(TagName from, TagName to) {
        long tag = known(from).orElseThrow(() -> new TagException(Message.of("engine.tag.unknown", from)));
        TagName old = nameOf(tag);
        if (old.equals(to)) {
            return;
        }
        long other = known(to).orElse(tag);
        if (other == tag) {
            writer.update("DELETE FROM tag_alias WHERE name_key = ?", to.key());
            writer.update("UPDATE tag SET name = ?, name_key = ? WHERE id = ?", to.text(), to.key(), tag);
        } else {
            merge(tag, other);
        }
        writer.update(
                "MERGE INTO refused_keyword (photo, name_key) SELECT photo, CAST(? AS VARCHAR) FROM refused_keyword"
                        + " WHERE name_key = ?",
                nameOf(other).key(),
                old.key());
        if (!old.key().equals(nameOf(other).key())) {
            writer.update("DELETE FROM refused_keyword WHERE name_key = ?", old.key());
            alias(old, other);
        }
    }

    private void merge(long tag, long other) {
        if (isAtOrAbove(tag, other)) {
            // The other moves up into this one's place, or it would lie below itself.
            move(other, parentOf(tag));
        }
        writer.update(
                "UPDATE photo_tag SET tag = ? WHERE tag = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM photo_tag there WHERE there.photo = photo_tag.photo AND there.tag = ?)",
                other,
                tag,
                other);
        writer.update("DELETE FROM photo_tag WHERE tag = ?", tag);
        writer.update("UPDATE tag SET parent = ? WHERE parent = ?", other, tag);
        writer.update("UPDATE tag_alias SET tag = ? WHERE tag = ?", other, tag);
        writer.update("DELETE FROM tag WHERE id = ?", tag);
    }

    /**
     * Gives a tag one more name.
     *
     * @throws TagException if another tag is called so
     */
    void addAlias(TagName alias, TagName name) {
        long tag = known(name).orElseThrow(() -> new TagException(Message.of("engine.tag.unknown", name)));
        if (known(alias).filter(other -> other != tag).isPresent()) {
            throw new TagException(Message.of("engine.tag.taken", alias));
        }
        if (!nameOf(tag).key().equals(alias.key())) {
            alias(alias, tag);
        }
    }

    private void alias(TagName alias, long tag) {
        writer.update(
                "MERGE INTO tag_alias (name_key, name, tag) KEY (name_key) VALUES (?, ?, ?)",
                alias.key(),
                alias.text(),
                tag);
    }

    /** @return whether it was one */
    boolean removeAlias(TagName alias) {
        long tag = known(alias).orElse(-1L);
        boolean removed = writer.update("DELETE FROM tag_alias WHERE name_key = ?", alias.key()) > 0;
        if (removed) {
            forgetUnused(tag);
        }
        return removed;
    }

    /** The tag's id, if need be a new one. */
    long idOf(TagName name) {
        return known(name).orElseGet(() -> {
            writer.update("INSERT INTO tag (name, name_key) VALUES (?, ?)", name.text(), name.key());
            return known(name).orElseThrow();
        });
    }

    @Nullable
    Long parentOf(long tag) {
        return writer
                .query("SELECT parent FROM tag WHERE id = ? AND parent IS NOT NULL", row -> row.getLong(1), tag)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * Puts a tag below another.
     *
     * @param above null: at the top
     * @throws TagException if the parent is the tag itself or lies below it
     */
    void place(TagName name, @Nullable TagName above) {
        long tag = idOf(name);
        @Nullable Long parent = above == null ? null : (Long) idOf(above);
        if (parent != null && isAtOrAbove(tag, parent)) {
            throw new TagException(Message.of("engine.tag.cycle", name, above));
        }
        @Nullable Long before = parentOf(tag);
        writer.update("UPDATE tag SET placed = TRUE WHERE id = ? AND NOT placed", tag);
        move(tag, parent);
        forgetUnused(tag);
        if (before != null) {
            forgetUnused(before);
        }
    }

    /**
     * Puts a tag below another unless it has its place already, by the user or by an earlier keyword.
     *
     * @return whether that is where it lies now
     */
    boolean suggestPlace(TagName name, TagName above) {
        long tag = idOf(name);
        boolean free = !writer.query("SELECT 1 FROM tag WHERE id = ? AND parent IS NULL AND NOT placed", row -> 1, tag)
                .isEmpty();
        if (!free) {
            return known(above).map(parent -> parent.equals(parentOf(tag))).orElse(false);
        }
        long parent = idOf(above);
        if (isAtOrAbove(tag, parent)) {
            return false;
        }
        move(tag, parent);
        return true;
    }

    /** @throws TagException if there is no such tag */
    void colour(TagName name, @Nullable TagColour colour) {
        long tag = known(name).orElseThrow(() -> new TagException(Message.of("engine.tag.unknown", name)));
        writer.update(
                "UPDATE tag SET colour = ? WHERE id = ?", colour == null ? null : (Integer) colour.ordinal(), tag);
    }

    private void move(long tag, @Nullable Long parent) {
        writer.update(
                "UPDATE tag SET parent = ? WHERE id = ? AND parent IS DISTINCT FROM CAST(? AS BIGINT)",
                parent,
                tag,
                parent);
    }

    private boolean isAtOrAbove(long tag, long other) {
        for (Long next = (Long) other; next != null; next = parentOf(next)) {
            if (next == tag) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets a tag that no photo bears, that nobody put into a tree and that has no other name, by which keywords are known
     * to be it; and then what it lay below.
     */
    void forgetUnused(long tag) {
        @Nullable Long above = parentOf(tag);
        int forgotten = writer.update(
                "DELETE FROM tag WHERE id = ? AND (parent IS NULL OR NOT placed)"
                        + " AND NOT EXISTS (SELECT 1 FROM photo_tag WHERE tag = ?)"
                        + " AND NOT EXISTS (SELECT 1 FROM tag WHERE parent = ?)"
                        + " AND NOT EXISTS (SELECT 1 FROM tag_alias WHERE tag = ?)",
                tag,
                tag,
                tag,
                tag);
        if (forgotten > 0 && above != null) {
            forgetUnused(above);
        }
    }
}
