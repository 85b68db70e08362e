package io.manako.engine.store;

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

/**
 * One H2 database file: one writer at a time, any number of readers, all errors as {@link StoreException}. Thread-safe.
 *
 * <p>The file is opened through H2's asynchronous channels: with the usual ones a thread that is interrupted while it
 * reads closes the file for everybody.
 */
final class H2File implements AutoCloseable {
    /** What H2 appends to a database's name. */
    static final String SUFFIX = ".mv.db";

    /** Whether a commit waits until the disk has it. */
    enum Durability {
        /** Written and flushed to the disk: survives a power cut. */
        DISK,
        /** Handed to the operating system: survives the end of the process. */
        PROCESS
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

    private final Path file;
    private final Durability durability;
    private final JdbcConnectionPool pool;
    private final Connection writer;
    private @Nullable StoreException failure;
    private boolean closed;

    private H2File(Path file, Durability durability, JdbcConnectionPool pool, Connection writer) {
        this.file = file;
        this.durability = durability;
        this.pool = pool;
        this.writer = writer;
    }

    /**
     * Opens or creates a database and brings its schema up to date.
     *
     * @param file absolute, ends with {@link #SUFFIX}
     */
    static H2File open(Path file, Durability durability, Schema schema) {
        return open("async:", file, durability, schema);
    }

    /** @param fileSystem prefix of one of H2's file systems: tests put a failing disk there */
    static H2File open(String fileSystem, Path file, Durability durability, Schema schema) {
        String name = file.toString();
        if (name.indexOf(';') >= 0) {
            throw new StoreException(
                    StoreException.Kind.FAILED,
                    "A library cannot lie in " + file.getParent() + ": the database does not take a semicolon in the"
                            + " name of a folder. Rename the folder, or choose another.");
        }
        String url = "jdbc:h2:" + fileSystem
                + name.substring(0, name.length() - SUFFIX.length()).replace('\\', '/')
                + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=16384;LAZY_QUERY_EXECUTION=1";
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        try {
            Connection writer = pool.getConnection();
            schema.migrate(writer, file);
            writer.setAutoCommit(false);
            return new H2File(file, durability, pool, writer);
        } catch (SQLException | RuntimeException e) {
            pool.dispose();
            throw e instanceof StoreException known ? known : SqlErrors.explain("opened", file, e);
        }
    }

    Path file() {
        return file;
    }

    /**
     * Runs work in one transaction: all of it is stored when this returns, or nothing where it throws.
     *
     * @throws StoreException also later, for every call, once writing has failed: H2 closes a file whose state it can no
     *     longer vouch for
     */
    synchronized void write(Work work) {
        throwIfUnusable();
        try {
            work.run(writer);
            writer.commit();
            save();
        } catch (SQLException e) {
            throw failed(e);
        } catch (Failure e) {
            throw failed((SQLException) Objects.requireNonNull(e.getCause()));
        } catch (RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    private StoreException failed(SQLException e) {
        rollback(e);
        StoreException explained = SqlErrors.explain("written", file, e);
        if (SqlErrors.closesDatabase(e)) {
            failure = explained;
        }
        return explained;
    }

    /** H2 by itself writes commits half a second later. */
    private void save() throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute(durability == Durability.DISK ? "CHECKPOINT SYNC" : "CHECKPOINT");
        }
    }

    private void rollback(Throwable reason) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Runs one statement outside of transactions, while no other writer is at work. */
    synchronized void execute(String sql) {
        throwIfUnusable();
        try (Statement statement = writer.createStatement()) {
            statement.execute(sql);
            writer.commit();
        } catch (SQLException e) {
            throw SqlErrors.explain("written", file, e);
        }
    }

    <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = new ArrayList<>();
        forEach(sql, reader, rows::add, parameters);
        return rows;
    }

    /** Hands on row after row as the database finds them; none is kept here. */
    <T> void forEach(String sql, RowReader<T> reader, Consumer<? super T> consumer, Object... parameters) {
        throwIfUnusable();
        try (Connection connection = pool.getConnection()) {
            forEach(connection, sql, reader, consumer, parameters);
        } catch (SQLException e) {
            throw SqlErrors.explain("read", file, e);
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
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private synchronized void throwIfUnusable() {
        if (failure != null) {
            throw failure;
        }
        if (closed) {
            throw new StoreException(StoreException.Kind.FAILED, "The library was closed: " + file);
        }
    }

    /** Closes the file after compacting it for a moment. Waits for a running transaction; readers get an error. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (failure == null) {
                try (Statement statement = writer.createStatement()) {
                    statement.execute("SHUTDOWN");
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.explain("closed", file, e);
        } finally {
            pool.dispose();
        }
    }
}
