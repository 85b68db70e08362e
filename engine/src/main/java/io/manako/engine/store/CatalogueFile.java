package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the catalogue's file: one that was lost is not taken for a new one, and one is backed up before it is migrated. */
final class CatalogueFile {
    static final String NAME = "catalogue" + H2File.SUFFIX;

    private final Path directory;
    private final Path file;
    private final Backups backups;
    private final Schema schema;

    CatalogueFile(Path directory, Backups backups, Schema schema) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.backups = backups;
        this.schema = schema;
    }

    /** Opens it, or makes it where there is none. */
    H2File open() throws IOException {
        return open(false);
    }

    /** Opens what is there and leaves it as it is. */
    H2File openForReading() throws IOException {
        return open(true);
    }

    private H2File open(boolean readOnly) throws IOException {
        List<Path> saved = backups.list();
        boolean empty = !Files.exists(file) || Files.size(file) == 0;
        if (empty && !saved.isEmpty()) {
            // H2 would take it for a new database, and a library would look forgotten.
            throw damaged(Message.of("engine.store.lost-file"), saved, null);
        }
        H2File database;
        boolean forgotten;
        try {
            database = readOnly
                    ? H2File.openForReading(file, schema)
                    : H2File.open(file, H2File.Durability.DISK, schema, this::backUpBeforeMigration);
            forgotten = !saved.isEmpty() && hasNoChanges(database);
        } catch (StoreException e) {
            if (e.kind() == Kind.DAMAGED) {
                throw damaged(Message.of("engine.store.lost-sense"), saved, e);
            }
            throw e;
        }
        if (forgotten) {
            database.close();
            throw damaged(Message.of("engine.store.lost-content"), saved, null);
        }
        return database;
    }

    /** @param damaged why the catalogue cannot be opened; none of its backups can be read either */
    static StoreException lost(Path directory, StoreException damaged) {
        return new StoreException(
                Kind.DAMAGED,
                Message.of(
                        "engine.store.catalogue-damaged",
                        directory,
                        Message.of("engine.store.lost-sense"),
                        Message.of("engine.store.no-whole-backup")),
                damaged);
    }

    private static boolean hasNoChanges(H2File database) {
        try {
            return new Catalogue(database).changes() == 0;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private void backUpBeforeMigration(Connection connection) throws SQLException {
        long changes = Catalogue.changes(connection);
        try {
            if (changes > 0 && !backups.hold(changes)) {
                backups.make(sql -> execute(connection, sql), changes);
            }
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    Kind.FAILED, Message.of("engine.store.not-migrated", directory, e.getMessage()), e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private StoreException damaged(Message what, List<Path> saved, @Nullable Throwable cause) {
        Message help = saved.isEmpty()
                ? Message.of("engine.store.no-backup")
                : Message.of("engine.store.restore", saved.getFirst());
        return new StoreException(
                Kind.DAMAGED, Message.of("engine.store.catalogue-damaged", directory, what, help), cause);
    }
}
