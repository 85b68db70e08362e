package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user calls photos. Tags hang on a photo's row, so they outlive its descriptors and follow its file. They form
 * trees: a photo with a tag counts as one with each tag above it. A tag that is on no photo, in no tree and has one name is forgotten.
 * Keywords of photos' files are tags, too, as long as the user does not take them off.
 * Thread-safe. Every method throws {@link StoreException} where the file cannot be read or written.
 */
public final class Tags {
    /** After every text that begins with what it is appended to: no character has this code. */
    private static final String LAST = "\uffff";

    private static final String TAGS =
            "SELECT t.name, p.name, (SELECT COUNT(*) FROM photo_tag WHERE tag = t.id), t.colour"
                    + " FROM tag t LEFT JOIN tag p ON p.id = t.parent ";
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

    /** The tag of a name, or of another name that it has. */
    public Optional<Tag> find(TagName name) {
        return database
                .query(
                        TAGS + "WHERE t.name_key = ? OR t.id = (SELECT tag FROM tag_alias WHERE name_key = ?)",
                        Tags::readTag,
                        name.key(),
                        name.key())
                .stream()
                .findFirst();
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
        @Nullable Integer colour = row.getObject(4, Integer.class);
        return new Tag(
                new TagName(row.getString(1)),
                parent == null ? null : new TagName(parent),
                row.getInt(3),
                colour == null ? null : TagColour.values()[colour]);
    }

    /** What is on photos, each photo's tags in the order of their names; photos without tags are left out. */
    public Map<PhotoId, List<PhotoTag>> of(Collection<PhotoId> photos) {
        Map<PhotoId, List<PhotoTag>> tags = new HashMap<>();
        for (PhotoId photo : photos) {
            List<PhotoTag> found = database.query(
                    TagRows.PHOTO_TAGS + "WHERE b.photo = ? ORDER BY t.name_key", TagRows::read, photo.value());
            if (!found.isEmpty()) {
                tags.put(photo, found);
            }
        }
        return tags;
    }

    /**
     * Every tag in the order of the names, with how many of some photos bear it or one below it. Reads all that is on
     * photos once, however many tags there are.
     */
    public List<TagCount> counted(Set<PhotoId> among) {
        List<Tag> all = all();
        Map<String, String> above = new HashMap<>();
        for (Tag tag : all) {
            @Nullable TagName parent = tag.parent();
            if (parent != null) {
                above.put(tag.name().key(), parent.key());
            }
        }
        Map<Long, String> keys = new HashMap<>();
        database.forEach(
                "SELECT id, name_key FROM tag",
                row -> Map.entry(row.getLong(1), row.getString(2)),
                tag -> keys.put(tag.getKey(), tag.getValue()));
        Map<PhotoId, Set<String>> borne = new HashMap<>();
        Map<String, Integer> own = new HashMap<>();
        database.forEach(
                "SELECT photo, tag FROM photo_tag",
                row -> Map.entry(new PhotoId(row.getLong(1)), row.getLong(2)),
                on -> {
                    @Nullable String tag = keys.get(on.getValue());
                    if (tag != null && among.contains(on.getKey())) {
                        own.merge(tag, 1, Integer::sum);
                        Set<String> meant = borne.computeIfAbsent(on.getKey(), any -> new HashSet<>());
                        for (String key = tag; key != null; key = above.get(key)) {
                            meant.add(key);
                        }
                    }
                });
        Map<String, Integer> counts = new HashMap<>();
        borne.values().forEach(meant -> meant.forEach(key -> counts.merge(key, 1, Integer::sum)));
        return all.stream()
                .map(tag -> {
                    String key = tag.name().key();
                    return new TagCount(tag, counts.getOrDefault(key, 0), own.getOrDefault(key, 0));
                })
                .toList();
    }

    /**
     * Photos with a tag or one below it.
     *
     * @param text the tag's name or another name of it, whatever its case; any text is taken, and one that names no tag finds nothing
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
                : named(key);
        return photos(withAllBelow(named));
    }

    private List<Long> named(String key) {
        return database.query(
                "SELECT id FROM tag WHERE name_key = ? UNION ALL SELECT tag FROM tag_alias WHERE name_key = ?",
                row -> row.getLong(1),
                key,
                key);
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
     * Photos with a tag or one below it, each once, whose files are not gone: those first of which it is known where that is,
     * then by id.
     *
     * @param name the tag's name or another name of it; one that names no tag finds nothing
     * @param most photos wanted
     */
    public List<PhotoTag> borneBy(TagName name, int most) {
        Map<PhotoId, PhotoTag> photos = new LinkedHashMap<>();
        withAllBelow(named(name.key())).stream()
                .flatMap(tag -> database
                        .query(
                                TagRows.PHOTO_TAGS
                                        + "WHERE b.tag = ? AND EXISTS (SELECT 1 FROM file f WHERE f.photo = b.photo AND f.state <> ?)"
                                        + " ORDER BY CASE WHEN b.region_left IS NULL THEN 1 ELSE 0 END, b.photo LIMIT ?",
                                TagRows::read,
                                tag,
                                FileState.MISSING.ordinal(),
                                most)
                        .stream())
                .sorted(Comparator.comparing((PhotoTag tag) -> tag.region() == null)
                        .thenComparing(PhotoTag::photo))
                .forEach(tag -> photos.putIfAbsent(tag.photo(), tag));
        return photos.values().stream().limit(most).toList();
    }

    /** Of every tag the names from the top of its tree down to its own. */
    public Map<TagName, List<String>> paths() {
        Map<TagName, TagName> parents = new HashMap<>();
        List<Tag> all = all();
        for (Tag tag : all) {
            @Nullable TagName above = tag.parent();
            if (above != null) {
                parents.put(tag.name(), above);
            }
        }
        Map<TagName, List<String>> paths = new HashMap<>();
        for (Tag tag : all) {
            List<String> path = new ArrayList<>();
            for (TagName next = tag.name(); next != null; next = parents.get(next)) {
                path.add(next.text());
            }
            paths.put(tag.name(), path.reversed());
        }
        return paths;
    }

    /** Keys of the tags that the user took off a photo, and that no keyword puts on again. */
    public Set<String> refused(PhotoId photo) {
        return new HashSet<>(database.query(
                "SELECT name_key FROM refused_keyword WHERE photo = ?", row -> row.getString(1), photo.value()));
    }

    /** What all photos are called, and where in them that is, by the tree of tags as it is now. */
    public TagReading reading() {
        return new TagReading(database, paths());
    }

    /** Of every photo the keys of tags that the user said it has not. */
    public Map<PhotoId, Set<String>> refused() {
        Map<PhotoId, Set<String>> refused = new HashMap<>();
        database.forEach(
                "SELECT photo, name_key FROM refused_keyword",
                row -> Map.entry(new PhotoId(row.getLong(1)), row.getString(2)),
                entry -> refused.computeIfAbsent(entry.getKey(), any -> new HashSet<>())
                        .add(entry.getValue()));
        return refused;
    }

    /**
     * Changes the tags of photos in one transaction. Tags that are not known yet are made. A tag of a whole photo that is put on
     * a region of it is there from then on; a region that is known stays until the tag is taken off.
     *
     * @return what has changed: tags that a photo had already, or did not have, and refusals likewise, are left out
     */
    public TagEdit apply(TagEdit edit) {
        List<PhotoTag> added = new ArrayList<>();
        List<PhotoTag> removed = new ArrayList<>();
        List<PhotoTag> refused = new ArrayList<>();
        List<PhotoTag> reopened = new ArrayList<>();
        catalogue.write(writer -> {
            TagRows rows = new TagRows(writer);
            for (PhotoTag refusal : edit.refused()) {
                if (rows.refuse(refusal.photo(), refusal.tag())) {
                    refused.add(refusal);
                }
            }
            for (PhotoTag refusal : edit.reopened()) {
                if (rows.welcome(refusal.photo(), refusal.tag())) {
                    reopened.add(refusal);
                }
            }
            Set<Long> bare = new HashSet<>();
            for (PhotoTag unwanted : edit.removed()) {
                rows.find(unwanted).ifPresent(found -> {
                    long tag = rows.idOf(found.tag());
                    rows.delete(found.photo(), tag);
                    removed.add(found);
                    bare.add(tag);
                });
            }
            for (PhotoTag wanted : edit.added()) {
                Optional<PhotoTag> found = rows.find(wanted);
                if (found.isEmpty()) {
                    rows.insert(wanted);
                    added.add(wanted);
                } else if (found.get().region() == null && wanted.region() != null) {
                    rows.delete(wanted.photo(), rows.idOf(wanted.tag()));
                    removed.add(found.get());
                    rows.insert(wanted);
                    added.add(wanted);
                } else if (wanted.origin() == PhotoTag.Origin.USER) {
                    rows.claim(wanted);
                }
            }
            bare.forEach(rows::forgetUnused);
        });
        return new TagEdit(added, removed, refused, reopened);
    }

    /**
     * Puts a tag below another. Either is made where it is not known yet.
     *
     * @param parent null: at the top
     * @throws TagException if the parent is the tag itself or lies below it
     */
    public void place(TagName name, @Nullable TagName parent) {
        catalogue.write(writer -> new TagRows(writer).place(name, parent));
    }

    /**
     * Gives a tag a colour.
     *
     * @param colour null: none
     * @throws TagException if there is no such tag
     */
    public void colour(TagName name, @Nullable TagColour colour) {
        catalogue.write(writer -> new TagRows(writer).colour(name, colour));
    }

    /**
     * Gives a tag another name everywhere; the old one is still understood. Where the name is another tag's the two become
     * one, which cannot be taken back.
     *
     * @throws TagException if there is no such tag
     */
    public void rename(TagName from, TagName to) {
        catalogue.write(writer -> new TagRows(writer).rename(from, to));
    }

    /**
     * Gives a tag one more name, by which it is found and put on photos, and which keywords of files may have.
     *
     * @throws TagException if there is no such tag, or another tag is called so
     */
    public void addAlias(TagName alias, TagName name) {
        catalogue.write(writer -> new TagRows(writer).addAlias(alias, name));
    }

    /**
     * Takes a name from a tag that has another.
     *
     * @throws TagException if no tag has it besides its own
     */
    public void removeAlias(TagName alias) {
        catalogue.write(writer -> {
            if (!new TagRows(writer).removeAlias(alias)) {
                throw new TagException(Message.of("engine.tag.no-alias", alias));
            }
        });
    }

    /** The other names of tags, in their order; tags that have none are left out. */
    public Map<TagName, List<TagName>> aliases() {
        Map<TagName, List<TagName>> aliases = new HashMap<>();
        database.forEach(
                "SELECT t.name, a.name FROM tag_alias a JOIN tag t ON t.id = a.tag ORDER BY a.name_key",
                row -> Map.entry(new TagName(row.getString(1)), new TagName(row.getString(2))),
                entry -> aliases.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                        .add(entry.getValue()));
        return aliases;
    }
}
