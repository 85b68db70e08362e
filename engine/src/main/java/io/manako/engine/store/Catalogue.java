package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.Place;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What of a library cannot be rebuilt: its folders, its photos and where they lie, and what could not be read.
 * Thread-safe. Every method throws {@link StoreException} where the file cannot be read or written.
 */
public final class Catalogue {
    static final String FILE_COLUMNS = "SELECT path, photo, size, modified, state, metadata FROM file ";

    private static final String CHANGES = "SELECT COALESCE(MAX(transactions), 0) FROM changes";

    private final H2File database;

    Catalogue(H2File database) {
        this.database = database;
    }

    /**
     * Makes changes in one transaction. When this returns the disk has them all; where the consumer or the disk fails,
     * none. Writers take turns.
     */
    public void write(Consumer<CatalogueWriter> changes) {
        database.write(connection -> {
            CatalogueWriter writer = new CatalogueWriter(connection);
            changes.accept(writer);
            writer.countChange();
        });
    }

    /** What the user calls the photos. */
    public Tags tags() {
        return new Tags(this, database);
    }

    /** How many stars photos have. */
    public Stars stars() {
        return new Stars(this, database);
    }

    /** What language models said of the photos. */
    public MachineCaptions machineCaptions() {
        return new MachineCaptions(this, database);
    }

    /** Words that the user put to the photos or took from them. */
    public WordMarks wordMarks() {
        return new WordMarks(this);
    }

    /** Sets of photos that the user picked by hand. */
    public PhotoCollections collections() {
        return new PhotoCollections(this, database);
    }

    /** Searches that the user keeps. */
    public SavedSearches searches() {
        return new SavedSearches(this, database);
    }

    /** Folders that the user added, in the order of their names. */
    public List<Path> roots() {
        return database.query("SELECT path FROM root ORDER BY path", row -> Path.of(row.getString(1)));
    }

    /** Every photo that has or had a file, in the order of their ids. */
    public List<PhotoRow> photos() {
        return photos("", new Object[0]);
    }

    public Optional<PhotoRow> photo(PhotoId id) {
        return photos("WHERE p.id = ? ", id.value()).stream().findFirst();
    }

    /** The photo that a file shows. */
    public Optional<PhotoRow> photoAt(Path file) {
        return photos("WHERE p.id = (SELECT photo FROM file WHERE path = ?) ", file.toString()).stream()
                .findFirst();
    }

    /** The photo that a file, a copy of it or a link to it shows. */
    public Optional<PhotoId> find(Path file) {
        return photoAt(file.toAbsolutePath().normalize())
                .or(() -> {
                    try {
                        return photoAt(file.toRealPath());
                    } catch (IOException e) {
                        return Optional.empty(); // there is no such file, or not now
                    }
                })
                .map(PhotoRow::id);
    }

    /** Photos taken in a span of time by the camera's clock, those without a date left out. */
    public Set<PhotoId> takenBetween(LocalDateTime from, LocalDateTime until) {
        return new HashSet<>(database.query(
                "SELECT id FROM photo WHERE taken >= ? AND taken < ?",
                row -> new PhotoId(row.getLong(1)),
                from,
                until));
    }

    /** What files say of a photo, those that are there before others; of the keywords only those of one file. */
    public PhotoMetadata metadata(PhotoId photo) {
        return database
                .query(
                        "SELECT f.title, f.caption, p.taken, f.camera, f.rating, f.latitude, f.longitude, f.keywords"
                                + " FROM file f JOIN photo p ON p.id = f.photo WHERE f.photo = ? ORDER BY f.state, f.path",
                        Catalogue::readMetadata,
                        photo.value())
                .stream()
                .reduce(PhotoMetadata.NONE, PhotoMetadata::or);
    }

    private static PhotoMetadata readMetadata(ResultSet row) throws SQLException {
        @Nullable Double latitude = row.getObject(6, Double.class);
        @Nullable String keywords = row.getString(8);
        return new PhotoMetadata(
                keywords == null ? List.of() : KeywordText.read(keywords),
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDateTime.class),
                row.getString(4),
                row.getObject(5, Integer.class),
                latitude == null ? null : new Place(latitude, row.getDouble(7)));
    }

    /** Photos by the names of the cameras that took them, as their files say; those that say nothing are left out. */
    public Map<String, Set<PhotoId>> cameras() {
        Map<String, Set<PhotoId>> cameras = new HashMap<>();
        database.forEach(
                "SELECT camera, photo FROM file WHERE camera IS NOT NULL",
                row -> Map.entry(row.getString(1), new PhotoId(row.getLong(2))),
                entry -> cameras.computeIfAbsent(entry.getKey(), any -> new HashSet<>())
                        .add(entry.getValue()));
        return cameras;
    }

    private List<PhotoRow> photos(String where, Object... parameters) {
        List<PhotoRow> photos = new ArrayList<>();
        List<PhotoRow> files = new ArrayList<>();
        Runnable finish = () -> {
            if (!files.isEmpty()) {
                photos.add(merge(files));
                files.clear();
            }
        };
        database.forEach(
                "SELECT p.id, f.path, p.width, p.height, p.format, p.taken, f.state, p.perceptual_hash FROM photo p JOIN file f"
                        + " ON f.photo = p.id " + where + "ORDER BY p.id, f.state, f.path",
                Catalogue::readPhoto,
                row -> {
                    if (!files.isEmpty() && !files.getFirst().id().equals(row.id())) {
                        finish.run();
                    }
                    files.add(row);
                },
                parameters);
        finish.run();
        return photos;
    }

    /** One row of a photo for each of its files becomes one row; the files come best first. */
    private static PhotoRow merge(List<PhotoRow> files) {
        PhotoRow best = files.getFirst();
        if (files.size() == 1) {
            return best;
        }
        List<PhotoRow.Copy> copies = files.stream()
                .skip(1)
                .map(file -> new PhotoRow.Copy(file.path(), file.state()))
                .toList();
        return new PhotoRow(
                best.id(),
                best.path(),
                best.width(),
                best.height(),
                best.format(),
                best.taken(),
                best.hash(),
                best.state(),
                copies);
    }

    private static PhotoRow readPhoto(ResultSet row) throws SQLException {
        @Nullable LocalDateTime taken = row.getObject(6, LocalDateTime.class);
        return new PhotoRow(
                new PhotoId(row.getLong(1)),
                Path.of(row.getString(2)),
                row.getInt(3),
                row.getInt(4),
                row.getString(5),
                taken,
                new PerceptualHash(row.getLong(8)), // 0 where it is null
                FileState.of(row.getInt(7)),
                List.of());
    }

    /** The files known in a folder and below it, by path. */
    public Map<Path, FileRow> filesUnder(Path folder) {
        Map<Path, FileRow> files = new HashMap<>();
        Range range = Range.under(folder);
        database.forEach(
                FILE_COLUMNS + "WHERE path >= ? AND path < ?",
                Catalogue::readFile,
                file -> files.put(file.path(), file),
                range.from,
                range.to);
        return files;
    }

    /** The files, in any state, whose bytes are these. */
    public List<FileRow> filesWith(ByteHash bytes) {
        return database.query(
                FILE_COLUMNS + "WHERE byte_hash = ? ORDER BY state, path", Catalogue::readFile, bytes.bytes());
    }

    /** The photo that shows a picture. */
    public Optional<PhotoId> photoWith(PixelHash picture) {
        return database
                .query("SELECT id FROM photo WHERE pixel_hash = ?", row -> new PhotoId(row.getLong(1)), picture.bytes())
                .stream()
                .findFirst();
    }

    /** Photos of which it is not known what they look like at a glance: no program that notes it has decoded them. */
    public Set<PhotoId> photosWithoutHash() {
        return Set.copyOf(database.query(
                "SELECT id FROM photo WHERE perceptual_hash IS NULL", row -> new PhotoId(row.getLong(1))));
    }

    static FileRow readFile(ResultSet row) throws SQLException {
        return new FileRow(
                Path.of(row.getString(1)),
                new PhotoId(row.getLong(2)),
                new FileStamp(row.getLong(3), row.getLong(4)),
                FileState.of(row.getInt(5)),
                row.getLong(6));
    }

    /** Files and folders that could not be read, by path. */
    public List<UnreadableFile> unreadable() {
        return database.query(
                "SELECT path, size, modified, reason, message FROM unreadable ORDER BY path",
                row -> new UnreadableFile(
                        Path.of(row.getString(1)),
                        new FileStamp(row.getLong(2), row.getLong(3)),
                        Reason.valueOf(row.getString(4)),
                        Message.decode(row.getString(5))));
    }

    /** Files that are no photos or of a format that is not read: how many of each format, by its name. */
    public Map<String, Integer> skippedFormats() {
        Map<String, Integer> counts = new TreeMap<>();
        database.forEach(
                "SELECT format, SUM(files) FROM skipped GROUP BY format",
                row -> Map.entry(row.getString(1), row.getInt(2)),
                entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** How often the process died while it decoded a file as it is now; 0 for nearly all. */
    public int decodeCrashes(Path file, FileStamp stamp) {
        return database
                .query(
                        "SELECT times FROM crashed_decode WHERE path = ? AND size = ? AND modified = ?",
                        row -> row.getInt(1),
                        file.toString(),
                        stamp.size(),
                        stamp.modified())
                .stream()
                .findFirst()
                .orElse(0);
    }

    /** Files that were being decoded when a process died, and were not decoded since. */
    public Set<Path> decodeSuspects() {
        return new HashSet<>(database.query("SELECT path FROM crashed_decode", row -> Path.of(row.getString(1))));
    }

    /** For each photo the number by which a descriptor row is known to be of its picture. */
    Map<Long, Long> pictures() {
        Map<Long, Long> pictures = new HashMap<>();
        database.forEach(
                "SELECT id, pixel_hash FROM photo",
                row -> Map.entry(row.getLong(1), pictureNumber(row.getBytes(2))),
                entry -> pictures.put(entry.getKey(), entry.getValue()));
        return pictures;
    }

    /** The same for some photos; those that are not in the catalogue are left out. */
    Map<Long, Long> pictures(Collection<PhotoId> photos) {
        Map<Long, Long> pictures = new HashMap<>();
        for (PhotoId photo : photos) {
            database.query(
                            "SELECT pixel_hash FROM photo WHERE id = ?",
                            row -> pictureNumber(row.getBytes(1)),
                            photo.value())
                    .forEach(number -> pictures.put(photo.value(), number));
        }
        return pictures;
    }

    private static long pictureNumber(byte[] pixelHash) {
        return ByteBuffer.wrap(pixelHash).getLong();
    }

    /** What is written of every photo that has a file, by ascending id. */
    public List<PhotoWords> words() {
        return new WordRows(database).all(roots());
    }

    /** What is written of a photo, empty where no file shows it. */
    public Optional<PhotoWords> words(PhotoId photo) {
        return new WordRows(database).of(photo, roots());
    }

    /** Transactions so far: another number where anything may have changed. */
    public long changes() {
        return database.query(CHANGES, row -> row.getLong(1)).getFirst();
    }

    /** The same on a connection of a catalogue that is being opened. */
    static long changes(Connection connection) throws SQLException {
        return H2File.query(connection, CHANGES, row -> row.getLong(1)).getFirst();
    }

    /** The paths below a folder are a range of strings: no pattern, nothing to escape, and the index serves it. */
    record Range(String from, String to) {
        static Range under(Path folder) {
            String text = folder.toString();
            String from = text.endsWith(File.separator) ? text : text + File.separatorChar;
            return new Range(from, from.substring(0, from.length() - 1) + (char) (File.separatorChar + 1));
        }
    }
}
