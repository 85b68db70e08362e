package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.StoreException.Kind;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors of a library's photos by one model. Thread-safe. Every method throws {@link StoreException} where the file
 * cannot be read or written.
 *
 * <p>A row counts only for the picture from which it was made: after the catalogue was restored from a backup, an id may
 * be given to another picture, and its row then waits to be overwritten.
 */
public final class DescriptorStore {
    private static final String COLUMNS =
            "SELECT photo, picture, grid_rows, grid_columns, whole, windows, scales, boxes FROM descriptor ";

    private final H2File database;
    private final Catalogue catalogue;
    private final int dimension;

    private DescriptorStore(H2File database, Catalogue catalogue, int dimension) {
        this.database = database;
        this.catalogue = catalogue;
        this.dimension = dimension;
    }

    /** Opens the file, or begins anew where it is damaged or another model's, and says so. */
    static DescriptorStore open(Path file, ModelInfo model, Catalogue catalogue, Consumer<Message> notices) {
        try {
            return openFitting(file, model, catalogue);
        } catch (StoreException e) {
            if (e.kind() == Kind.DISK_FULL && Files.exists(file)) {
                notices.accept(Message.of("engine.store.searched-only", e.wording()));
                return openForReading(file, model, catalogue);
            }
            if (e.kind() != Kind.DAMAGED) {
                throw e;
            }
            setAside(file, e);
            notices.accept(Message.of("engine.store.begun-anew", e.wording(), model.name()));
            return openFitting(file, model, catalogue);
        }
    }

    /** Opens a file that cannot be written; what does not fit stays as it is. */
    static DescriptorStore openForReading(Path file, ModelInfo model, Catalogue catalogue) {
        if (!Files.exists(file)) {
            throw new StoreException(
                    Kind.READ_ONLY, Message.of("engine.store.no-descriptors", model.name(), file.getParent()));
        }
        return fitting(H2File.openForReading(file, Schema.DESCRIPTORS), model, catalogue);
    }

    private static DescriptorStore openFitting(Path file, ModelInfo model, Catalogue catalogue) {
        return fitting(H2File.open(file, H2File.Durability.PROCESS, Schema.DESCRIPTORS), model, catalogue);
    }

    private static DescriptorStore fitting(H2File database, ModelInfo model, Catalogue catalogue) {
        try {
            List<ModelInfo> owners = database.query(
                    "SELECT name, fingerprint, dimension FROM model",
                    row -> new ModelInfo(
                            row.getString(1), row.getString(2), row.getInt(3), 0, 0, 0, 0, Message.plain("")));
            if (owners.isEmpty()) {
                database.write(connection -> H2File.update(
                        connection,
                        "INSERT INTO model VALUES (?, ?, ?)",
                        model.name(),
                        model.fingerprint(),
                        model.dimension()));
            } else if (owners.getFirst().dimension() != model.dimension()
                    || !owners.getFirst().fingerprint().equals(model.fingerprint())) {
                throw new StoreException(Kind.DAMAGED, Message.of("engine.store.other-model", database.file()));
            }
            return new DescriptorStore(database, catalogue, model.dimension());
        } catch (RuntimeException e) {
            try {
                database.close();
            } catch (StoreException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    static void setAside(Path file, StoreException reason) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        String stem = name.substring(0, name.length() - H2File.SUFFIX.length());
        try {
            // One old file at most: it can be made again and may be gigabytes.
            Files.move(
                    file, file.resolveSibling("damaged-" + stem + H2File.SUFFIX), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            reason.addSuppressed(e);
            throw reason;
        }
    }

    /**
     * Stores descriptors in one transaction, replacing those of the same photos.
     *
     * @throws IllegalArgumentException if one is of another dimension, or its photo is not in the catalogue
     */
    public void put(Collection<PhotoDescriptor> descriptors) {
        Map<Long, Long> pictures =
                catalogue.pictures(descriptors.stream().map(PhotoDescriptor::id).toList());
        database.write(connection -> {
            for (PhotoDescriptor descriptor : descriptors) {
                Long picture = pictures.get(descriptor.id().value());
                if (picture == null || descriptor.dimension() != dimension) {
                    throw new IllegalArgumentException("descriptors of " + descriptor.dimension() + " components for "
                            + descriptor.id() + ", which is " + (picture == null ? "not " : "") + "in the catalogue");
                }
                put(connection, descriptor, picture);
            }
        });
    }

    private static void put(Connection connection, PhotoDescriptor descriptor, long picture) throws SQLException {
        H2File.update(
                connection,
                "MERGE INTO descriptor (photo, picture, grid_rows, grid_columns, whole, windows, scales, boxes)"
                        + " KEY (photo) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                descriptor.id().value(),
                picture,
                descriptor.gridRows(),
                descriptor.gridColumns(),
                bytes(descriptor.global()),
                descriptor.windows(),
                bytes(descriptor.scales()),
                bytes(descriptor.boxes()));
    }

    /** Hands on every descriptor, by rising photo id, without keeping one. */
    public void forEach(Consumer<PhotoDescriptor> consumer) {
        Map<Long, Long> pictures = catalogue.pictures();
        database.forEach(COLUMNS + "ORDER BY photo", row -> read(row, pictures), found -> found.ifPresent(consumer));
    }

    /** What keeps them from being read to their end, or null: a page in the middle is not looked at before it is needed. */
    @Nullable
    StoreException damage() {
        try {
            database.forEach(COLUMNS, row -> row.getBytes(6).length, bytes -> {});
            return null;
        } catch (StoreException e) {
            return e.kind() == Kind.DAMAGED ? e : null;
        }
    }

    /** The descriptors of one photo, if they have been computed. */
    public Optional<PhotoDescriptor> find(PhotoId id) {
        Map<Long, Long> pictures = catalogue.pictures(List.of(id));
        return database.query(COLUMNS + "WHERE photo = ?", row -> read(row, pictures), id.value()).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Photos that have descriptors. */
    public Set<PhotoId> ids() {
        Map<Long, Long> pictures = catalogue.pictures();
        Set<PhotoId> ids = new HashSet<>();
        database.forEach(
                "SELECT photo, picture FROM descriptor", row -> Map.entry(row.getLong(1), row.getLong(2)), entry -> {
                    if (entry.getValue().equals(pictures.get(entry.getKey()))) {
                        ids.add(new PhotoId(entry.getKey()));
                    }
                });
        return ids;
    }

    /** Empty for a row of another picture. */
    private static Optional<PhotoDescriptor> read(ResultSet row, Map<Long, Long> pictures) throws SQLException {
        long photo = row.getLong(1);
        if (!Objects.equals(pictures.get(photo), row.getLong(2))) {
            return Optional.empty();
        }
        return Optional.of(new PhotoDescriptor(
                new PhotoId(photo),
                row.getInt(3),
                row.getInt(4),
                floats(row.getBytes(5)),
                row.getBytes(6),
                floats(row.getBytes(7)),
                floats(row.getBytes(8))));
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    void close() {
        database.close();
    }
}
