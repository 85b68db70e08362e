package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many stars photos have, from 0 to {@value Rating#MOST}: as the user says, and where the user says nothing, as the
 * photo's files do; else none. Thread-safe. Every method throws {@link StoreException} where the file cannot be read or
 * written.
 */
public final class Stars {
    /** Files that are there count more than others. */
    private static final String OF_FILES = "SELECT photo, rating FROM file WHERE rating IS NOT NULL ";

    private final Catalogue catalogue;
    private final H2File database;

    Stars(Catalogue catalogue, H2File database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    /** The stars of photos; those that have none are left out. */
    public Map<PhotoId, Integer> of(Collection<PhotoId> photos) {
        Map<PhotoId, Integer> stars = new HashMap<>();
        for (PhotoId photo : photos) {
            gather(OF_FILES + "AND photo = ? ORDER BY state DESC, path DESC", stars, photo.value());
            gather("SELECT id, rating FROM photo WHERE id = ? AND rating IS NOT NULL", stars, photo.value());
        }
        stars.values().removeIf(count -> count == 0);
        return stars;
    }

    /** What the user said of a photo, or null for nothing. */
    public @Nullable Integer given(PhotoId photo) {
        return database
                .query(
                        "SELECT rating FROM photo WHERE id = ? AND rating IS NOT NULL",
                        row -> row.getInt(1),
                        photo.value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The stars of all photos that have any. */
    public Map<PhotoId, Integer> all() {
        Map<PhotoId, Integer> stars = new HashMap<>();
        gather(OF_FILES + "ORDER BY state DESC, path DESC", stars);
        gather("SELECT id, rating FROM photo WHERE rating IS NOT NULL", stars);
        stars.values().removeIf(count -> count == 0);
        return stars;
    }

    /** Photos with at least one star, and that many. */
    public Set<PhotoId> between(int least, int most) {
        Set<PhotoId> photos = new HashSet<>();
        all().forEach((photo, count) -> {
            if (count >= least && count <= most) {
                photos.add(photo);
            }
        });
        return photos;
    }

    /** Later rows count more. */
    private void gather(String sql, Map<PhotoId, Integer> stars, Object... parameters) {
        database.forEach(
                sql,
                row -> Map.entry(new PhotoId(row.getLong(1)), row.getInt(2)),
                entry -> stars.put(entry.getKey(), entry.getValue()),
                parameters);
    }

    /**
     * Changes what the user says of photos, in one transaction.
     *
     * @return what the user said before, of those photos where that was something else: applied, it takes the change back
     */
    public List<Rating> apply(Collection<Rating> ratings) {
        List<Rating> before = new ArrayList<>();
        catalogue.write(writer -> {
            for (Rating rating : ratings) {
                long photo = rating.photo().value();
                @Nullable Integer stars = rating.stars();
                List<Rating> said = writer.query(
                        "SELECT id, rating FROM photo WHERE id = ?",
                        row -> new Rating(new PhotoId(row.getLong(1)), row.getObject(2, Integer.class)),
                        photo);
                if (said.stream().anyMatch(old -> !Objects.equals(old.stars(), stars))) {
                    before.addAll(said);
                    writer.update("UPDATE photo SET rating = ? WHERE id = ?", stars, photo);
                }
            }
        });
        return before;
    }
}
