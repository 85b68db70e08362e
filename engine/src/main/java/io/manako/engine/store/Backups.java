package io.manako.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalogue's backups: SQL scripts, packed with gzip, in {@code backups/}. A script is read by any version of H2 and
 * by people, and writing it reads every row, so that a damaged catalogue never replaces a good backup.
 */
final class Backups {
    /** How many are kept. */
    static final int KEPT = 5;

    /** More ids than a library gives between two backups. */
    private static final long IDS_SKIPPED = 1_000_000;

    private static final String SUFFIX = ".sql.gz";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'catalogue-'yyyyMMdd'T'HHmmss.SSS'Z-'").withZone(ZoneOffset.UTC);

    private static final Pattern CHANGES = Pattern.compile("Z-(\\d{1,18})\\.sql\\.gz$");

    private final Path directory;

    Backups(Path library) {
        this.directory = library.resolve("backups");
    }

    /** Runs a statement on the catalogue. */
    @FunctionalInterface
    interface Statements {
        void execute(String sql) throws SQLException;
    }

    /** Newest first; empty where there are none. */
    List<Path> list() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "catalogue-*" + SUFFIX)) {
            entries.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        files.sort(Comparator.comparing((Path file) -> file.getFileName().toString())
                .reversed());
        return files;
    }

    /** The number of the catalogue's transactions when a backup was made, or −1 where its name does not say. */
    static long changes(Path backup) {
        Matcher name = CHANGES.matcher(backup.toString());
        return name.find() ? Long.parseLong(name.group(1)) : -1;
    }

    /** Whether the newest one holds a catalogue after this number of transactions. */
    boolean hold(long changes) throws IOException {
        List<Path> saved = list();
        return !saved.isEmpty() && changes(saved.getFirst()) == changes;
    }

    /** Writes one more and removes the oldest beyond {@link #KEPT}. Where this fails the others stay. */
    Path make(Statements catalogue, long changes) throws IOException, SQLException {
        Files.createDirectories(directory);
        Path backup = directory.resolve(NAME.format(Instant.now()) + changes + SUFFIX);
        Path part = directory.resolve("part" + SUFFIX);
        try {
            catalogue.execute("SCRIPT NOPASSWORDS NOSETTINGS TO " + quote(part) + " COMPRESSION GZIP CHARSET 'UTF-8'");
            force(part);
            Files.move(part, backup, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        List<Path> all = list();
        for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(old);
        }
        return backup;
    }

    /** Makes a new database from a backup. */
    static void load(Path backup, Path database) throws IOException {
        try (H2File file = H2File.open(database, H2File.Durability.DISK, Schema.NONE)) {
            file.execute("RUNSCRIPT FROM " + quote(backup) + " COMPRESSION GZIP CHARSET 'UTF-8'");
            // Photos that came after the backup had ids, too: files that bear one must not be taken for a new photo's.
            long next = file.query("SELECT COALESCE(MAX(id), 0) FROM photo", row -> row.getLong(1))
                            .getFirst()
                    + IDS_SKIPPED;
            file.execute("ALTER TABLE photo ALTER COLUMN id RESTART WITH " + next);
        }
        force(database);
    }

    private static String quote(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
