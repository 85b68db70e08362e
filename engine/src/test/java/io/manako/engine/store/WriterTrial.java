package io.manako.engine.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A trial, not a test, of what H2 leaves on the disk when its own writer and ours store at the same moment: after each of many
 * transactions the file is copied, as a process that is ended leaves it, and the copy must have all that was committed. Takes a minute;
 * prints how many had not. {@code WriterTrial FOLDER ""} is H2 as it is, {@code WriterTrial FOLDER ";WRITE_DELAY=0"} as it is used
 * here ({@link H2File}).
 */
final class WriterTrial {
    private static final int FILES = 40;
    private static final int TRANSACTIONS = 80;
    private static final int TABLES = 6;

    private final AtomicInteger bad = new AtomicInteger();
    private final String options;

    private WriterTrial(String options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        WriterTrial trial = new WriterTrial(args[1]);
        try (ExecutorService threads = Executors.newFixedThreadPool(FILES)) {
            for (int i = 0; i < FILES; i++) {
                Path folder = Files.createDirectories(Path.of(args[0], String.valueOf(i)));
                threads.submit(() -> {
                    trial.write(folder);
                    return null;
                });
            }
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
        System.out.println(trial.bad + " of " + FILES * TRANSACTIONS + " transactions left a file without all of them");
    }

    private void write(Path folder) throws Exception {
        Path file = folder.resolve("trial.mv.db");
        Path copy = folder.resolve("copy.mv.db");
        String url = "jdbc:h2:async:" + folder.resolve("trial") + ";DB_CLOSE_ON_EXIT=FALSE;REUSE_SPACE=FALSE" + options;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (int table = 0; table < TABLES; table++) {
                statement.execute("CREATE TABLE t" + table + " (id INT PRIMARY KEY, v VARCHAR)");
            }
            connection.setAutoCommit(false);
            for (int i = 0; i < TRANSACTIONS; i++) {
                // H2's writer stores at once what it finds unsaved half a second after the last time.
                Thread.sleep(560 + random.nextInt(100));
                for (int table = 0; table < TABLES; table++) {
                    Thread.sleep(random.nextInt(3) == 0 ? random.nextInt(12) : 0);
                    statement.execute(
                            "INSERT INTO t" + table + " VALUES (" + i + ", '" + "x".repeat(random.nextInt(900)) + "')");
                }
                Thread.sleep(random.nextInt(60));
                connection.commit();
                statement.execute("CHECKPOINT SYNC");
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                if (!isWhole(folder.resolve("copy"), i + 1)) {
                    bad.incrementAndGet();
                }
            }
        }
    }

    private static boolean isWhole(Path database, int rows) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:" + database + ";ACCESS_MODE_DATA=r", "sa", "");
                Statement statement = connection.createStatement()) {
            for (int table = 0; table < TABLES; table++) {
                try (ResultSet found = statement.executeQuery("SELECT COUNT(*), SUM(LENGTH(v)) FROM t" + table)) {
                    found.next();
                    if (found.getInt(1) != rows) {
                        return false;
                    }
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
