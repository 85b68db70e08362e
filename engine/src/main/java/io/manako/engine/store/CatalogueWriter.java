package io.manako.engine.store;

import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PerceptualHash;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of one transaction of the {@link Catalogue}; valid only within {@link Catalogue#write}, on its thread. */
public final class CatalogueWriter {
    private static final int MESSAGE_LENGTH = 4000;

    private final Connection connection;
    private boolean changed;

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
            changed = true;
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return new PhotoId(keys.getLong(1));
            }
        } catch (SQLException e) {
            throw new H2File.Failure(e);
        }
    }

    /** Notes what a picture looks like at a glance; null to have it decoded again for that. */
    public void putHash(PhotoId photo, @Nullable PerceptualHash hash) {
        @Nullable Long bits = hash == null ? null : hash.bits();
        update(
                "UPDATE photo SET perceptual_hash = ? WHERE id = ? AND perceptual_hash IS DISTINCT FROM CAST(? AS BIGINT)",
                bits,
                photo.value(),
                bits);
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

    /**
     * Says what a file and the sidecars beside it say of the photo that it shows. Keywords become tags of the photo, unless
     * the user took them off; those of them that are tags and no longer keywords go.
     *
     * @param version to be found in the file's row from now on, not 0
     */
    public void putMetadata(Path file, PhotoMetadata metadata, long version) {
        new MetadataRows(this).put(file, metadata, version);
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

    /**
     * Says that a folder's files now lie in another, in the same subfolders. Where the other folder has a file of that name
     * already, the one that was known stays as missing. Files that could not be read are forgotten: the next look meets
     * them again.
     *
     * @param to neither in the old folder nor around it
     */
    public void moveFiles(Path from, Path to) {
        Catalogue.Range range = Catalogue.Range.under(from);
        String target = Catalogue.Range.under(to).from();
        int rest = range.from().length() + 1; // SQL counts from 1
        update(
                "UPDATE file SET path = CAST(? AS VARCHAR) || SUBSTRING(path, ?) WHERE path >= ? AND path < ?"
                        + " AND NOT EXISTS (SELECT 1 FROM file there"
                        + " WHERE there.path = CAST(? AS VARCHAR) || SUBSTRING(file.path, ?))",
                target,
                rest,
                range.from(),
                range.to(),
                target,
                rest);
        leaveFiles(from);
    }

    /**
     * Says that a folder's files are the library's no more: they are missing, and what is known of their photos stays for when
     * they are met again. Files that could not be read are forgotten, and how many were skipped.
     */
    public void leaveFiles(Path folder) {
        Catalogue.Range range = Catalogue.Range.under(folder);
        update(
                "UPDATE file SET state = ? WHERE path >= ? AND path < ?",
                FileState.MISSING.ordinal(),
                range.from(),
                range.to());
        for (String table : List.of("unreadable", "crashed_decode")) {
            update(
                    "DELETE FROM " + table + " WHERE path = ? OR path >= ? AND path < ?",
                    folder.toString(),
                    range.from(),
                    range.to());
        }
        replaceSkipped(folder, Map.of());
    }

    public void setState(Path file, FileState state) {
        update(
                "UPDATE file SET state = ? WHERE path = ? AND state <> ?",
                state.ordinal(),
                file.toString(),
                state.ordinal());
    }

    /** Lists a file or folder as unreadable. A photo that it showed before keeps its row and is missing. */
    public void putUnreadable(UnreadableFile file) {
        String text = file.message().encoded();
        String message = text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) : text;
        setState(file.path(), FileState.MISSING);
        boolean known = !query(
                        "SELECT 1 FROM unreadable WHERE path = ? AND size = ? AND modified = ? AND reason = ? AND message = ?",
                        row -> 1,
                        file.path().toString(),
                        file.stamp().size(),
                        file.stamp().modified(),
                        file.reason().name(),
                        message)
                .isEmpty();
        if (known) {
            return;
        }
        update(
                "MERGE INTO unreadable (path, size, modified, reason, message) KEY (path) VALUES (?, ?, ?, ?, ?)",
                file.path().toString(),
                file.stamp().size(),
                file.stamp().modified(),
                file.reason().name(),
                message);
    }

    public void clearUnreadable(Path file) {
        update("DELETE FROM unreadable WHERE path = ?", file.toString());
    }

    /**
     * Replaces the counts of skipped files of a folder and all below it.
     *
     * @param counts for each folder with such files how many of each format lie in it
     */
    public void replaceSkipped(Path folder, Map<Path, Map<String, Integer>> counts) {
        Catalogue.Range range = Catalogue.Range.under(folder);
        Map<Path, Map<String, Integer>> known = new HashMap<>();
        query(
                "SELECT folder, format, files FROM skipped WHERE folder = ? OR folder >= ? AND folder < ?",
                row -> known.computeIfAbsent(Path.of(row.getString(1)), any -> new HashMap<>())
                        .put(row.getString(2), row.getInt(3)),
                folder.toString(),
                range.from(),
                range.to());
        if (known.equals(counts)) {
            return;
        }
        update(
                "DELETE FROM skipped WHERE folder = ? OR folder >= ? AND folder < ?",
                folder.toString(),
                range.from(),
                range.to());
        counts.forEach((where, formats) -> formats.forEach((format, files) -> update(
                "INSERT INTO skipped (folder, format, files) VALUES (?, ?, ?)", where.toString(), format, files)));
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

    /** Counts the transaction, if it has changed anything: else there is nothing to back up. */
    void countChange() {
        if (changed && update("UPDATE changes SET transactions = transactions + 1") == 0) {
            update("INSERT INTO changes VALUES (1)");
        }
    }

    <T> List<T> query(String sql, H2File.RowReader<T> reader, Object... parameters) {
        try {
            return H2File.query(connection, sql, reader, parameters);
        } catch (SQLException e) {
            throw new H2File.Failure(e);
        }
    }

    int update(String sql, @Nullable Object... parameters) {
        try {
            int rows = H2File.update(connection, sql, parameters);
            changed |= rows > 0;
            return rows;
        } catch (SQLException e) {
            throw new H2File.Failure(e);
        }
    }
}
