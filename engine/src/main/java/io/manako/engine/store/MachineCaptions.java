package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What language models said of photos, of each photo the last. Thread-safe. Every method throws {@link StoreException}
 * where the file cannot be read or written.
 */
public final class MachineCaptions {
    static final String COLUMNS = "SELECT photo, caption, keywords, model, written FROM machine_caption ";

    private final Catalogue catalogue;
    private final H2File database;

    MachineCaptions(Catalogue catalogue, H2File database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    public Optional<MachineCaption> of(PhotoId photo) {
        return database.query(COLUMNS + "WHERE photo = ?", MachineCaptions::read, photo.value()).stream()
                .findFirst();
    }

    /** Photos that have one. */
    public Set<PhotoId> photos() {
        return new HashSet<>(database.query("SELECT photo FROM machine_caption", row -> new PhotoId(row.getLong(1))));
    }

    /** Puts a caption in the place of the one before. When this returns the disk has it. */
    public void put(MachineCaption caption) {
        catalogue.write(writer -> writer.update(
                "MERGE INTO machine_caption (photo, caption, keywords, model, written) KEY (photo) VALUES (?, ?, ?, ?, ?)",
                caption.photo().value(),
                caption.caption(),
                String.join("\n", caption.keywords()),
                caption.model(),
                caption.written().atOffset(ZoneOffset.UTC)));
    }

    static MachineCaption read(ResultSet row) throws SQLException {
        String keywords = row.getString(3);
        return new MachineCaption(
                new PhotoId(row.getLong(1)),
                row.getString(2),
                keywords.isEmpty() ? List.of() : List.of(keywords.split("\n")),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }
}
