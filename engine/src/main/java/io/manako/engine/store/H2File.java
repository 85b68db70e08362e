package io.manako.engine.store;

import io.manako.engine.message.Message;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One H2 database file: one writer at a time, any number of readers, all errors as {@link StoreException}. Thread-safe.
 *
 * <p>The file is opened through H2's asynchronous channels: with the usual ones a thread that is interrupted while it
 * reads closes the file for everybody.
 *
 * <p>H2's own writer, which stores commits every half second, is off ({@code WRITE_DELAY}): every transaction is stored when it ends
 * and flushed here. Where both store at the same moment, H2 2.5.252 writes a file that it can read as long as it is open, but that
 * lacks a part or a commit when the process is ended before the next one ({@code WriterTrial} among the tests: 5 of 3,200 transactions
 * left it so, and none of as many without that writer).
 *
 * <p>A file is only ever appended to ({@code REUSE_SPACE}): what H2 2.5 writes into a gap it does not find again after a
 * crash. The catalogue, whose rows change, is written anew when it is closed; descriptors are added and hardly ever changed,
 * so their file is about a third larger than what it holds, as it was with gaps filled.
 */
final class H2File implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

    /** In bytes or characters. */
    private static final int LARGEST_VALUE = 1 << 20;

    /** What H2 appends to a database's name. */
    static final String SUFFIX = ".mv.db";

    /** Whether a commit waits until the disk has it. */
    enum Durability {
        /** Written and flushed to the disk: survives a power cut. */
        DISK,
        /** Handed to the operating system: survives the end of the process. */
        PROCESS
    }

    /** What is done to a database before scripts change its schema: making a backup. */
    @FunctionalInterface
    interface BeforeMigration {
        BeforeMigration NOTHING = connection -> {};

        void run(Connection connection) throws SQLException;
    }

    /** A unit of work in one transaction. */
    @FunctionalInterface
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** Carries an SQL error out of a caller's lambda that may not throw it. */
    static final class Failure extends RuntimeException {
        Failure(SQLException cause) {
            super(cause);
        }
    }

    /** Reads the current row of a result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Connections to the open database; replaced where H2 had to close it. */
    private record Session(JdbcConnectionPool pool, Connection writer) {
        /** Lets go of a database that H2 has closed or that was shut down. */
        void abandon() {
            try {
                writer.close();
            } catch (SQLException e) {
                LOG.debug("A connection to a closed database", e);
            }
            pool.dispose();
        }
    }

    private final String url;
    private final Path file;
    private final Durability durability;
    private final Schema schema;
    private final boolean readOnly;
    private final BeforeMigration beforeMigration;
    private @Nullable Session session;
    private boolean closed;

    private H2File(
            String url,
            Path file,
            Durability durability,
            Schema schema,
            boolean readOnly,
            BeforeMigration beforeMigration) {
        this.url = url;
        this.file = file;
        this.durability = durability;
        this.schema = schema;
        this.readOnly = readOnly;
        this.beforeMigration = beforeMigration;
    }

    /**
     * Opens or creates a database and brings its schema up to date.
     *
     * @param file absolute, ends with {@link #SUFFIX}
     */
    static H2File open(Path file, Durability durability, Schema schema) {
        return open(file, durability, schema, BeforeMigration.NOTHING);
    }

    /** @param beforeMigration called before the schema of a database that has one is changed; what it throws prevents that */
    static H2File open(Path file, Durability durability, Schema schema, BeforeMigration beforeMigration) {
        return opened(new H2File(url("async:", file, schema), file, durability, schema, false, beforeMigration));
    }

    /** @param fileSystem prefix of one of H2's file systems: tests put a failing disk there */
    static H2File open(String fileSystem, Path file, Durability durability, Schema schema) {
        return opened(
                new H2File(url(fileSystem, file, schema), file, durability, schema, false, BeforeMigration.NOTHING));
    }

    /** Opens a database that is there, and leaves its file as it is. Several processes may do so at a time. */
    static H2File openForReading(Path file, Schema schema) {
        String url = url("async:", file, schema) + ";ACCESS_MODE_DATA=r";
        return opened(new H2File(url, file, Durability.PROCESS, schema, true, BeforeMigration.NOTHING));
    }

    private static H2File opened(H2File database) {
        database.session();
        return database;
    }

    /** @throws StoreException if H2 cannot have a database of that name; asks no disk */
    static void requireUsable(Path file) {
        if (file.toString().indexOf(';') >= 0) {
            throw new StoreException(
                    StoreException.Kind.FAILED, Message.of("engine.store.semicolon", file.getParent()));
        }
    }

    private static String url(String fileSystem, Path file, Schema schema) {
        requireUsable(file);
        String name = file.toString();
        return "jdbc:h2:" + fileSystem
                + name.substring(0, name.length() - SUFFIX.length()).replace('\\', '/')
                + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=" + schema.cache()
                + ";LAZY_QUERY_EXECUTION=1;REUSE_SPACE=FALSE;WRITE_DELAY=0";
    }

    /**
     * The open database. H2 closes a file whose state it can no longer vouch for, such as after a write to a full disk;
     * it is then opened again, with what was committed, as soon as that is possible.
     */
    private synchronized Session session() {
        if (closed) {
            throw new StoreException(StoreException.Kind.FAILED, Message.of("engine.store.closed", file));
        }
        if (session == null) {
            session = connect();
        }
        return session;
    }

    private Session connect() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        Connection writer;
        try {
            writer = pool.getConnection();
        } catch (SQLException e) {
            pool.dispose();
            throw SqlErrors.explain(SqlErrors.Step.OPEN, file, e);
        }
        Session opened = new Session(pool, writer);
        try {
            if (readOnly) {
                schema.require(writer, file);
            } else {
                schema.migrate(writer, file, beforeMigration);
            }
            writer.setAutoCommit(false);
            return opened;
        } catch (SQLException | RuntimeException e) {
            // Also the connection: as long as one is open H2 holds the file, and would show it to the next who opens
            // it.
            opened.abandon();
            throw e instanceof StoreException known ? known : SqlErrors.explain(SqlErrors.Step.OPEN, file, e);
        }
    }

    Path file() {
        return file;
    }

    /**
     * Runs work in one transaction: all of it is stored when this returns, or nothing where it throws. One writer at a
     * time.
     */
    synchronized void write(Work work) {
        requireWritable();
        Connection writer = session().writer;
        try {
            work.run(writer);
            writer.commit();
            save(writer);
        } catch (SQLException e) {
            throw failed(writer, e);
        } catch (Failure e) {
            throw failed(writer, (SQLException) Objects.requireNonNull(e.getCause()));
        } catch (RuntimeException | Error e) {
            rollback(writer, e);
            throw e;
        }
    }

    private void requireWritable() {
        if (readOnly) {
            throw new StoreException(StoreException.Kind.READ_ONLY, Message.of("engine.store.read-only", file));
        }
    }

    /** H2 by itself stores a commit, but does not flush it to the disk. */
    private void save(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute(durability == Durability.DISK ? "CHECKPOINT SYNC" : "CHECKPOINT");
        }
    }

    private StoreException failed(Connection writer, SQLException e) {
        rollback(writer, e);
        if (SqlErrors.closesDatabase(e) && session != null) {
            session.abandon();
            session = null;
        }
        return SqlErrors.explain(SqlErrors.Step.WRITE, file, e);
    }

    private static void rollback(Connection writer, Throwable reason) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Runs one statement outside of transactions, while no other writer is at work. */
    synchronized void execute(String sql) {
        requireWritable();
        Connection writer = session().writer;
        try (Statement statement = writer.createStatement()) {
            statement.execute(sql);
            writer.commit();
        } catch (SQLException e) {
            throw failed(writer, e);
        }
    }

    <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = new ArrayList<>();
        forEach(sql, reader, rows::add, parameters);
        return rows;
    }

    /** Hands on row after row as the database finds them; none is kept here. */
    <T> void forEach(String sql, RowReader<T> reader, Consumer<? super T> consumer, Object... parameters) {
        try (Connection connection = session().pool.getConnection()) {
            forEach(connection, sql, reader, consumer, parameters);
        } catch (SQLException e) {
            throw SqlErrors.explain(SqlErrors.Step.READ, file, e);
        }
    }

    static <T> List<T> query(Connection connection, String sql, RowReader<T> reader, Object... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(connection, sql, reader, rows::add, parameters);
        return rows;
    }

    private static <T> void forEach(
            Connection connection, String sql, RowReader<T> reader, Consumer<? super T> consumer, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                consumer.accept(reader.read(rows));
            }
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                // H2 takes large values by streams alone.
                case byte[] bytes
                when bytes.length > LARGEST_VALUE -> statement.setBinaryStream(i + 1, new ByteArrayInputStream(bytes));
                case String text
                when text.length() > LARGEST_VALUE -> statement.setCharacterStream(i + 1, new StringReader(text));
                case null, default -> statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }

    /**
     * Closes the file; one whose commits are flushed is compacted first. Waits for a running transaction; readers get an error. Where
     * compacting fails, such as on a full disk, nothing is lost: every commit was saved when it was made.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (session == null) {
            return;
        }
        try (Statement statement = session.writer.createStatement()) {
            statement.execute(durability == Durability.DISK ? "SHUTDOWN COMPACT" : "SHUTDOWN");
        } catch (SQLException e) {
            LOG.warn("{} was not compacted when it was closed", file, e);
        } finally {
            session.abandon();
            session = null;
        }
    }
}
