package io.manako.engine.index;

import io.manako.engine.index.Prepared.Decoded;
import io.manako.engine.index.Prepared.Recognised;
import io.manako.engine.index.Prepared.Unreadable;
import io.manako.engine.index.Prepared.Vanished;
import io.manako.engine.library.FoundFile;
import io.manako.engine.library.PhotoFindings;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.store.CatalogueWriter;
import io.manako.engine.store.DescriptorStore;
import io.manako.engine.store.FileRow;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.store.UnreadableFile;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.Encoding;
import io.manako.engine.vit.SenselessModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Takes prepared files in: gathers pictures into batches of one grid, has them encoded, and stores everything. */
final class Intake {
    /** A commit waits for the disk, so it serves many photos; but a crash shall cost no more than about a second. */
    private static final int COMMIT_FILES = 64;

    private static final long COMMIT_NANOS = 1_000_000_000;

    private record Encoded(Decoded picture, Encoding encoding) {}

    private final LibraryStore store;
    private final DescriptorStore descriptors;
    private final Encoder encoder;
    private final WindowLayout windows;
    private final float[] boxes;
    private final Set<PhotoId> described;
    private final Consumer<List<PhotoDescriptor>> stored;
    private final Tally tally;

    private final Map<PatchGrid, List<Decoded>> batches = new LinkedHashMap<>();
    private final List<Encoded> encoded = new ArrayList<>();
    private final List<Consumer<CatalogueWriter>> changes = new ArrayList<>();
    private long lastCommit = System.nanoTime();

    /** @param described grows by the photos whose descriptors are stored */
    Intake(
            LibraryStore store,
            Encoder encoder,
            WindowLayout windows,
            Set<PhotoId> described,
            Consumer<List<PhotoDescriptor>> stored,
            Tally tally) {
        this.store = store;
        this.descriptors = store.descriptors(encoder.model());
        this.encoder = encoder;
        this.windows = windows;
        this.boxes = windows.boxes();
        this.described = described;
        this.stored = stored;
        this.tally = tally;
    }

    void take(Prepared prepared) {
        switch (prepared) {
            case Vanished vanished -> {
                tally.missing++;
                changes.add(writer -> writer.setState(vanished.file().path(), FileState.MISSING));
            }
            case Unreadable unreadable -> {
                tally.unreadable++;
                changes.add(writer -> writer.putUnreadable(new UnreadableFile(
                        unreadable.file().path(),
                        unreadable.file().stamp(),
                        unreadable.reason(),
                        unreadable.message())));
            }
            case Recognised photo ->
                changes.add(writer -> {
                    if (photo.hash() != null) {
                        writer.putHash(photo.photo(), photo.hash());
                    }
                    if (place(writer, photo.photo(), photo.file(), photo.bytes(), photo.findings())) {
                        tally.unchanged++;
                    }
                });
            case Decoded picture -> {
                List<Decoded> batch = batches.computeIfAbsent(picture.grid(), any -> new ArrayList<>());
                batch.add(picture);
                if (batch.size() >= encoder.photosAtOnce()) {
                    encode(picture.grid());
                }
            }
        }
        if (encoded.size() + changes.size() >= COMMIT_FILES || System.nanoTime() - lastCommit > COMMIT_NANOS) {
            commit();
        }
    }

    /** Encodes the batches that are not full and stores all. */
    void finish() {
        List.copyOf(batches.keySet()).forEach(this::encode);
        commit();
    }

    private void encode(PatchGrid grid) {
        List<Decoded> batch = Objects.requireNonNull(batches.remove(grid));
        List<Raster> pictures = batch.stream().map(Decoded::fitted).toList();
        List<Encoding> encodings = encoder.encode(pictures, grid, windows::regions);
        for (int i = 0; i < batch.size(); i++) {
            if (!encodings.get(i).isFinite()) {
                throw new SenselessModelException(encoder.model().name());
            }
            encoded.add(new Encoded(batch.get(i), encodings.get(i)));
        }
    }

    /**
     * Stores what is finished: the catalogue first, since a photo without descriptors is encoded by the next run, while
     * descriptors without a photo would be nobody's.
     */
    void commit() {
        lastCommit = System.nanoTime();
        if (encoded.isEmpty() && changes.isEmpty()) {
            return;
        }
        Map<PhotoId, PhotoDescriptor> fresh = new LinkedHashMap<>();
        store.catalogue().write(writer -> {
            changes.forEach(change -> change.accept(writer));
            for (Encoded one : encoded) {
                PhotoId photo = identify(writer, one.picture);
                writer.putHash(photo, one.picture.hash());
                place(writer, photo, one.picture.file(), one.picture.bytes(), one.picture.findings());
                fresh.put(photo, descriptor(photo, one.encoding));
            }
        });
        tally.done += encoded.size() + changes.size();
        tally.encoded += fresh.size();
        encoded.clear();
        changes.clear();
        if (!fresh.isEmpty()) {
            descriptors.put(fresh.values());
            described.addAll(fresh.keySet());
            stored.accept(List.copyOf(fresh.values()));
        }
        lastCommit = System.nanoTime();
    }

    private static PhotoId identify(CatalogueWriter writer, Decoded picture) {
        if (picture.known() != null) {
            return picture.known();
        }
        NewPhoto photo = Objects.requireNonNull(picture.picture());
        // Asked again: the same picture may have come from another file since it was decoded.
        return writer.photoWith(photo.picture()).orElseGet(() -> writer.addPhoto(photo));
    }

    /**
     * Writes down that a file shows a photo; where the photo's other files have left, it was moved.
     *
     * @return whether the file was known to show this photo
     */
    private boolean place(
            CatalogueWriter writer, PhotoId photo, FoundFile file, ByteHash bytes, PhotoFindings findings) {
        List<FileRow> others = writer.filesOf(photo);
        boolean same = others.stream().anyMatch(row -> row.path().equals(file.path()));
        if (!same && !others.isEmpty()) {
            List<FileRow> left = others.stream().filter(Intake::hasLeft).toList();
            left.forEach(row -> writer.removeFile(row.path()));
            if (left.isEmpty()) {
                tally.copies++;
            } else {
                tally.moved++;
            }
        }
        writer.putFile(file.path(), photo, bytes, file.stamp());
        writer.putMetadata(file.path(), findings.metadata(), findings.version());
        tally.broken.addAll(findings.broken());
        return same;
    }

    /** A file on a drive that is not plugged in has not left. */
    private static boolean hasLeft(FileRow row) {
        Path folder = row.path().getParent();
        return switch (row.state()) {
            case MISSING -> true;
            case OFFLINE -> false;
            case PRESENT -> folder != null && Files.isDirectory(folder) && Files.notExists(row.path());
        };
    }

    private PhotoDescriptor descriptor(PhotoId photo, Encoding encoding) {
        Int8Vectors quantised = Int8Vectors.quantise(encoding.windows());
        return new PhotoDescriptor(
                photo,
                encoding.grid().rows(),
                encoding.grid().columns(),
                encoding.cls(),
                quantised.values(),
                quantised.scales(),
                boxes);
    }
}
