package io.manako.engine.store;

import io.manako.engine.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered scripts that make a database's schema, {@code NAME-1.sql} and on. A migration runner of forty lines
 * instead of Flyway: there is one kind of database and one way, forward.
 *
 * <p>H2 commits after each DDL statement, so a script that a crash cuts short is run again from its start: every
 * statement must bear that ({@code IF NOT EXISTS}).
 *
 * @param name first part of the scripts' names
 * @param version the newest one that this program knows
 */
record Schema(String name, int version) {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)");

    /** A database that gets its tables from a backup. */
    static final Schema NONE = new Schema("none", 0);

    static final Schema CATALOGUE = new Schema("catalogue", 11);
    static final Schema DESCRIPTORS = new Schema("descriptors", 1);

    /**
     * Kilobytes of a database's pages that are kept in memory. Descriptors are read once from first to last, and are in memory
     * then.
     */
    int cache() {
        return name.equals(DESCRIPTORS.name) ? 1 << 10 : 1 << 14;
    }

    /**
     * Runs the scripts that the database lacks.
     *
     * @param before run first where the database is not a new one
     * @throws StoreException of kind NEWER_VERSION if the database has more than this program knows
     */
    void migrate(Connection connection, Path file, H2File.BeforeMigration before) throws SQLException {
        int found = knownVersionOf(connection, file);
        if (found > 0 && found < version) {
            before.run(connection);
        }
        for (int next = found + 1; next <= version; next++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INT PRIMARY KEY)");
                for (String sql : script(next)) {
                    statement.execute(sql);
                }
                statement.execute("INSERT INTO schema_version VALUES (" + next + ")");
            }
        }
    }

    /**
     * Checks that a database that cannot be changed is as this program knows it.
     *
     * @throws StoreException of kind NEWER_VERSION or READ_ONLY
     */
    void require(Connection connection, Path file) throws SQLException {
        int found = knownVersionOf(connection, file);
        if (found < version) {
            throw new StoreException(
                    StoreException.Kind.READ_ONLY, Message.of("engine.store.older", file, found, version));
        }
    }

    /** @throws StoreException of kind NEWER_VERSION, or DAMAGED where a table of its version is not there */
    private int knownVersionOf(Connection connection, Path file) throws SQLException {
        int found = versionOf(connection);
        if (found > version) {
            throw new StoreException(
                    StoreException.Kind.NEWER_VERSION, Message.of("engine.store.newer", file, found, version));
        }
        Set<String> there = tablesOf(connection);
        for (int number = 1; number <= found; number++) {
            for (String sql : script(number)) {
                Matcher table = TABLE.matcher(sql);
                if (table.find() && !there.contains(table.group(1).toUpperCase(Locale.ROOT))) {
                    throw new StoreException(
                            StoreException.Kind.DAMAGED,
                            Message.of("engine.store.damaged", file, "no table " + table.group(1)));
                }
            }
        }
        return found;
    }

    private static Set<String> tablesOf(Connection connection) throws SQLException {
        return Set.copyOf(H2File.query(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'",
                row -> row.getString(1)));
    }

    /** 0 for a new database. */
    static int versionOf(Connection connection) throws SQLException {
        if (!tablesOf(connection).contains("SCHEMA_VERSION")) {
            return 0;
        }
        return H2File.query(connection, "SELECT COALESCE(MAX(version), 0) FROM schema_version", row -> row.getInt(1))
                .getFirst();
    }

    private List<String> script(int number) {
        String resource = name + "-" + number + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " beside " + Schema.class);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\n]*", "");
            return List.of(text.split(";")).stream()
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
