package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sets of photos that the user picked by hand; a photo may be in several. They hold photos' rows, so they outlive
 * descriptors and follow files. Thread-safe. Every method throws {@link StoreException} where the file cannot be read or
 * written.
 */
public final class PhotoCollections {
    /** After every text that begins with what it is appended to: no character has this code. */
    private static final String LAST = "\uffff";

    private final Catalogue catalogue;
    private final H2File database;

    PhotoCollections(Catalogue catalogue, H2File database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    /** Every collection in the order of the names, with how many photos it holds, whether or not their files are there. */
    public List<CollectionCount> all() {
        return database.query(
                "SELECT c.name, (SELECT COUNT(*) FROM collection_photo WHERE collection = c.id) FROM collection c"
                        + " ORDER BY c.name_key",
                row -> new CollectionCount(new CollectionName(row.getString(1)), row.getInt(2)));
    }

    /** Every collection in the order of the names, with how many of some photos it holds. */
    public List<CollectionCount> counted(Set<PhotoId> among) {
        Map<String, Integer> counts = new HashMap<>();
        database.forEach(
                "SELECT c.name, p.photo FROM collection_photo p JOIN collection c ON c.id = p.collection",
                row -> Map.entry(row.getString(1), new PhotoId(row.getLong(2))),
                held -> {
                    if (among.contains(held.getValue())) {
                        counts.merge(held.getKey(), 1, Integer::sum);
                    }
                });
        return all().stream()
                .map(collection -> new CollectionCount(
                        collection.name(), counts.getOrDefault(collection.name().text(), 0)))
                .toList();
    }

    /** The photos of a collection in the order in which they were added, empty where there is no such collection. */
    public Optional<List<PhotoId>> photos(CollectionName name) {
        boolean known = !database.query("SELECT 1 FROM collection WHERE name_key = ?", row -> 1, name.key())
                .isEmpty();
        return known
                ? Optional.of(database.query(
                        "SELECT photo FROM collection_photo WHERE collection ="
                                + " (SELECT id FROM collection WHERE name_key = ?) ORDER BY place",
                        row -> new PhotoId(row.getLong(1)),
                        name.key()))
                : Optional.empty();
    }

    /**
     * The photos of a collection, or of all whose names begin so.
     *
     * @param text in any case
     */
    public Set<PhotoId> photos(String text, boolean prefix) {
        String key = PlainText.fold(text);
        return new HashSet<>(database.query(
                "SELECT p.photo FROM collection_photo p JOIN collection c ON c.id = p.collection"
                        + " WHERE c.name_key >= ? AND c.name_key <= ?",
                row -> new PhotoId(row.getLong(1)),
                key,
                prefix ? key + LAST : key));
    }

    /**
     * Puts photos into a collection, behind those that it holds; it is made where it is not known yet.
     *
     * @return what it held before, empty where it was not known
     */
    public Optional<List<PhotoId>> add(CollectionName name, Collection<PhotoId> photos) {
        List<List<PhotoId>> before = new ArrayList<>();
        catalogue.write(writer -> {
            find(writer, name).ifPresent(id -> before.add(held(writer, id)));
            append(writer, make(writer, name), photos);
        });
        return before.stream().findFirst();
    }

    /**
     * Takes photos out of a collection, which stays, be it empty.
     *
     * @return what it held before
     * @throws CollectionException if there is no such collection
     */
    public List<PhotoId> takeOut(CollectionName name, Collection<PhotoId> photos) {
        List<PhotoId> before = new ArrayList<>();
        catalogue.write(writer -> {
            long id = find(writer, name).orElseThrow(() -> unknown(name));
            before.addAll(held(writer, id));
            photos.forEach(photo -> writer.update(
                    "DELETE FROM collection_photo WHERE collection = ? AND photo = ?", id, photo.value()));
        });
        return before;
    }

    /** Makes a collection hold these photos in this order; it is made where it is not known yet. */
    public void put(CollectionName name, List<PhotoId> photos) {
        catalogue.write(writer -> {
            long id = make(writer, name);
            writer.update("DELETE FROM collection_photo WHERE collection = ?", id);
            append(writer, id, photos);
        });
    }

    /**
     * Gives a collection another name.
     *
     * @throws CollectionException if there is none, or another one is called so
     */
    public void rename(CollectionName from, CollectionName to) {
        catalogue.write(writer -> {
            long id = find(writer, from).orElseThrow(() -> unknown(from));
            if (find(writer, to).filter(other -> other != id).isPresent()) {
                throw new CollectionException(Message.of("engine.collection.taken", to));
            }
            writer.update("UPDATE collection SET name = ?, name_key = ? WHERE id = ?", to.text(), to.key(), id);
        });
    }

    /**
     * Forgets a collection; its photos stay.
     *
     * @return what it held
     * @throws CollectionException if there is none
     */
    public List<PhotoId> remove(CollectionName name) {
        List<PhotoId> before = new ArrayList<>();
        catalogue.write(writer -> {
            long id = find(writer, name).orElseThrow(() -> unknown(name));
            before.addAll(held(writer, id));
            writer.update("DELETE FROM collection WHERE id = ?", id);
        });
        return before;
    }

    private static CollectionException unknown(CollectionName name) {
        return new CollectionException(Message.of("engine.collection.unknown", name));
    }

    private static Optional<Long> find(CatalogueWriter writer, CollectionName name) {
        return writer.query("SELECT id FROM collection WHERE name_key = ?", row -> row.getLong(1), name.key()).stream()
                .findFirst();
    }

    private static long make(CatalogueWriter writer, CollectionName name) {
        return find(writer, name).orElseGet(() -> {
            writer.update("INSERT INTO collection (name, name_key) VALUES (?, ?)", name.text(), name.key());
            return find(writer, name).orElseThrow();
        });
    }

    private static List<PhotoId> held(CatalogueWriter writer, long id) {
        return writer.query(
                "SELECT photo FROM collection_photo WHERE collection = ? ORDER BY place",
                row -> new PhotoId(row.getLong(1)),
                id);
    }

    /** Photos that it holds already keep their place. */
    private static void append(CatalogueWriter writer, long id, Collection<PhotoId> photos) {
        long place = writer.query(
                        "SELECT COALESCE(MAX(place), 0) FROM collection_photo WHERE collection = ?",
                        row -> row.getLong(1),
                        id)
                .getFirst();
        for (PhotoId photo : photos) {
            place++;
            writer.update(
                    "INSERT INTO collection_photo (collection, photo, place) SELECT ?, id, ? FROM photo WHERE id = ? AND"
                            + " NOT EXISTS (SELECT 1 FROM collection_photo WHERE collection = ? AND photo = ?)",
                    id,
                    place,
                    photo.value(),
                    id,
                    photo.value());
        }
    }
}
