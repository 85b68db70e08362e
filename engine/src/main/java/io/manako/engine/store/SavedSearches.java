package io.manako.engine.store;

import io.manako.engine.message.Message;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches that the user keeps under names. Thread-safe. Every method throws {@link StoreException} where the file cannot be
 * read or written.
 */
public final class SavedSearches {
    private final Catalogue catalogue;
    private final H2File database;

    SavedSearches(Catalogue catalogue, H2File database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    /**
     * What a list shows of a search.
     *
     * @param question see {@link SavedSearch}
     */
    public record Entry(SearchName name, String question, Instant saved, Instant looked) {}

    /** All, in the order of their names. */
    public List<Entry> all() {
        return database.query(
                "SELECT name, question, saved, looked FROM saved_search ORDER BY name_key",
                row -> new Entry(new SearchName(row.getString(1)), text(row, 2), instant(row, 3), instant(row, 4)));
    }

    /** @throws SavedSearchException if there is none */
    public SavedSearch find(SearchName name) {
        return database
                .query(
                        "SELECT name, question, picture, seen, saved, looked FROM saved_search WHERE name_key = ?",
                        row -> new SavedSearch(
                                new SearchName(row.getString(1)),
                                text(row, 2),
                                bytes(row, 3),
                                Objects.requireNonNull(bytes(row, 4)),
                                instant(row, 5),
                                instant(row, 6)),
                        name.key())
                .stream()
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** Not getString and getBytes, which refuse what is large. */
    private static String text(ResultSet row, int column) throws SQLException {
        Clob text = row.getClob(column);
        return text.getSubString(1, Math.toIntExact(text.length()));
    }

    private static byte @Nullable [] bytes(ResultSet row, int column) throws SQLException {
        @Nullable Blob bytes = row.getBlob(column);
        return bytes == null ? null : bytes.getBytes(1, Math.toIntExact(bytes.length()));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static SavedSearchException unknown(SearchName name) {
        return new SavedSearchException(Message.of("engine.saved.unknown", name));
    }

    /** @throws SavedSearchException if another one is called so; it stays as it is */
    public void add(SavedSearch search) {
        catalogue.write(writer -> {
            requireFree(writer, search.name());
            writer.update(
                    "INSERT INTO saved_search (name_key, name, question, picture, seen, saved, looked)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    search.name().key(),
                    search.name().text(),
                    search.question(),
                    search.picture(),
                    search.seen(),
                    search.saved().atOffset(ZoneOffset.UTC),
                    search.looked().atOffset(ZoneOffset.UTC));
        });
    }

    private static void requireFree(CatalogueWriter writer, SearchName name) {
        if (!writer.query("SELECT 1 FROM saved_search WHERE name_key = ?", row -> 1, name.key())
                .isEmpty()) {
            throw new SavedSearchException(Message.of("engine.saved.taken", name));
        }
    }

    /**
     * Gives a search another name.
     *
     * @throws SavedSearchException if there is none, or another one is called so
     */
    public void rename(SearchName from, SearchName to) {
        catalogue.write(writer -> {
            if (!from.key().equals(to.key())) {
                requireFree(writer, to);
            }
            change(
                    writer,
                    from,
                    "UPDATE saved_search SET name = ?, name_key = ? WHERE name_key = ?",
                    to.text(),
                    to.key());
        });
    }

    /**
     * Notes that the hits of a search were looked at.
     *
     * @param seen see {@link SavedSearch}
     * @throws SavedSearchException if there is no such search
     */
    public void look(SearchName name, byte[] seen, Instant when) {
        catalogue.write(writer -> change(
                writer,
                name,
                "UPDATE saved_search SET seen = ?, looked = ? WHERE name_key = ?",
                seen,
                when.atOffset(ZoneOffset.UTC)));
    }

    private static void change(CatalogueWriter writer, SearchName name, String sql, Object first, Object second) {
        if (writer.update(sql, first, second, name.key()) == 0) {
            throw unknown(name);
        }
    }

    /**
     * Forgets a search, whatever is stored of it.
     *
     * @throws SavedSearchException if there is none
     */
    public void remove(SearchName name) {
        catalogue.write(writer -> {
            if (writer.update("DELETE FROM saved_search WHERE name_key = ?", name.key()) == 0) {
                throw unknown(name);
            }
        });
    }
}
