package io.manako.engine.store;

import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of one transaction of the {@link Catalogue}; valid only within {@link Catalogue#write}, on its thread. */
public final class CatalogueWriter {
    private static final int MESSAGE_LENGTH = 4000;

    private final Connection connection;

    CatalogueWriter(Connection connection) {
        this.connection = connection;
    }

    /** Adds a folder; one that is there stays as it is. */
    public void addRoot(Path folder) {
        update(
                "MERGE INTO root USING (VALUES (CAST(? AS VARCHAR), CAST(? AS TIMESTAMP WITH TIME ZONE))) v(path, added)"
                        + " ON root.path = v.path WHEN NOT MATCHED THEN INSERT VALUES (v.path, v.added)",
                folder.toString(),
                Instant.now().atOffset(ZoneOffset.UTC));
    }

    /** Forgets that a folder was added; its files stay known. */
    public void removeRoot(Path folder) {
        update("DELETE FROM root WHERE path = ?", folder.toString());
    }

    /** The photo with these pixels, also one added in this transaction. */
    public Optional<PhotoId> photoWith(PixelHash picture) {
        return query("SELECT id FROM photo WHERE pixel_hash = ?", row -> new PhotoId(row.getLong(1)), picture.bytes())
                .stream()
                .findFirst();
    }

    /** Adds a photo whose pixels are new. Its id is new, too, and never given again. */
    public PhotoId addPhoto(NewPhoto photo) {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO photo (pixel_hash, width, height, format, taken, added) VALUES (?, ?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setBytes(1, photo.picture().bytes());
            insert.setInt(2, photo.width());
            insert.setInt(3, photo.height());
            insert.setString(4, photo.format());
            insert.setObject(5, photo.taken());
            insert.setObject(6, Instant.now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return new PhotoId(keys.getLong(1));
            }
        } catch (SQLException e) {
            throw new H2File.Failure(e);
        }
    }

    /** Says that a file is present and shows a photo; replaces what was known of the path, unreadable included. */
    public void putFile(Path file, PhotoId photo, ByteHash bytes, FileStamp stamp) {
        update(
                "MERGE INTO file (path, photo, byte_hash, size, modified, state) KEY (path) VALUES (?, ?, ?, ?, ?, ?)",
                file.toString(),
                photo.value(),
                bytes.bytes(),
                stamp.size(),
                stamp.modified(),
                FileState.PRESENT.ordinal());
        clearUnreadable(file);
        clearDecodeCrashes(file);
    }

    /** The files of a photo, in any state, the best first. */
    public List<FileRow> filesOf(PhotoId photo) {
        return query(
                Catalogue.FILE_COLUMNS + "WHERE photo = ? ORDER BY state, path", Catalogue::readFile, photo.value());
    }

    /** Forgets where a photo lay: its file was moved, and its new path is put. */
    public void removeFile(Path file) {
        update("DELETE FROM file WHERE path = ?", file.toString());
    }

    public void setState(Path file, FileState state) {
        update("UPDATE file SET state = ? WHERE path = ?", state.ordinal(), file.toString());
    }

    /** Lists a file or folder as unreadable. A photo that it showed before keeps its row and is missing. */
    public void putUnreadable(UnreadableFile file) {
        String message = file.message();
        update(
                "MERGE INTO unreadable (path, size, modified, reason, message) KEY (path) VALUES (?, ?, ?, ?, ?)",
                file.path().toString(),
                file.stamp().size(),
                file.stamp().modified(),
                file.reason().name(),
                message.length() > MESSAGE_LENGTH ? message.substring(0, MESSAGE_LENGTH) : message);
        setState(file.path(), FileState.MISSING);
    }

    public void clearUnreadable(Path file) {
        update("DELETE FROM unreadable WHERE path = ?", file.toString());
    }

    /** Forgets the counts of a folder and all below it, before they are counted again. */
    public void clearSkipped(Path folder) {
        Catalogue.Range range = Catalogue.Range.under(folder);
        update(
                "DELETE FROM skipped WHERE folder = ? OR folder >= ? AND folder < ?",
                folder.toString(),
                range.from(),
                range.to());
    }

    /** Counts skipped files that lie in a folder itself. */
    public void putSkipped(Path folder, String format, int files) {
        update(
                "MERGE INTO skipped (folder, format, files) KEY (folder, format) VALUES (?, ?, ?)",
                folder.toString(),
                format,
                files);
    }

    /** Notes that the process died while it decoded a file. A changed file starts again at one. */
    public void countDecodeCrash(Path file, FileStamp stamp) {
        int same = update(
                "UPDATE crashed_decode SET times = times + 1 WHERE path = ? AND size = ? AND modified = ?",
                file.toString(),
                stamp.size(),
                stamp.modified());
        if (same == 0) {
            update(
                    "MERGE INTO crashed_decode (path, size, modified, times) KEY (path) VALUES (?, ?, ?, 1)",
                    file.toString(),
                    stamp.size(),
                    stamp.modified());
        }
    }

    public void clearDecodeCrashes(Path file) {
        update("DELETE FROM crashed_decode WHERE path = ?", file.toString());
    }

    void countChange() {
        if (update("UPDATE changes SET transactions = transactions + 1") == 0) {
            update("INSERT INTO changes VALUES (1)");
        }
    }

    private <T> List<T> query(String sql, H2File.RowReader<T> reader, Object... parameters) {
        try {
            return H2File.query(connection, sql, reader, parameters);
        } catch (SQLException e) {
            throw new H2File.Failure(e);
        }
    }

    private int update(String sql, @Nullable Object... parameters) {
        try {
            return H2File.update(connection, sql, parameters);
        } catch (SQLException e) {
            throw new H2File.Failure(e);
        }
    }
}
