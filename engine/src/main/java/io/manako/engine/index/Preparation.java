package io.manako.engine.index;

import io.manako.engine.index.Prepared.Decoded;
import io.manako.engine.index.Prepared.Recognised;
import io.manako.engine.index.Prepared.Unreadable;
import io.manako.engine.index.Prepared.Vanished;
import io.manako.engine.library.FoundFile;
import io.manako.engine.library.PhotoFindings;
import io.manako.engine.message.Message;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoHeader;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.FileRow;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.vit.Encoder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a file to a picture that can be encoded: reads it once, asks the catalogue who it is, and decodes it only where it
 * has to. Thread-safe; each thread has a slot of the journal.
 */
final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    /** Deaths of the process during a file's decoding after which it is left out. */
    private static final int CRASHES_ALLOWED = 1;

    /** Megapixels that are decoded at a time: two threads on huge pictures would not fit the memory. */
    private static final int MEGAPIXELS_AT_ONCE = 100;

    /** The picture is decoded at no less than this many times the size that the network sees. */
    private static final int OVERSAMPLING = 2;

    private final Catalogue catalogue;
    private final Encoder encoder;
    private final Set<PhotoId> described;
    private final Set<PhotoId> unhashed;
    private final DecodeJournal journal;
    private final Semaphore megapixels = new Semaphore(MEGAPIXELS_AT_ONCE, true);
    private final Map<PatchGrid, Integer> shortSides = new ConcurrentHashMap<>();

    /**
     * @param described photos that have descriptors; may grow meanwhile
     * @param unhashed photos of an older catalogue, which are decoded again for their hash
     */
    Preparation(
            Catalogue catalogue,
            Encoder encoder,
            Set<PhotoId> described,
            Set<PhotoId> unhashed,
            DecodeJournal journal) {
        this.catalogue = catalogue;
        this.encoder = encoder;
        this.described = described;
        this.unhashed = unhashed;
        this.journal = journal;
    }

    Prepared prepare(FoundFile file, int slot) {
        try {
            int crashes = catalogue.decodeCrashes(file.path(), file.stamp());
            if (crashes > CRASHES_ALLOWED) {
                return new Unreadable(
                        file,
                        Reason.CRASHED_DECODER,
                        Message.of("engine.photo.crashed", crashes, file.path().getFileName()));
            }
            Prepared prepared = identify(file, slot, crashes > 0);
            if (crashes > 0) {
                // At once, not with the next commit: it was decoded, whatever ends the process before that.
                catalogue.write(writer -> writer.clearDecodeCrashes(file.path()));
            }
            return prepared;
        } catch (UnreadablePhotoException e) {
            return e.reason() == Reason.MISSING ? new Vanished(file) : new Unreadable(file, e.reason(), e.wording());
        } catch (OutOfMemoryError e) {
            LOG.warn("Out of memory at {}", file.path(), e);
            return new Unreadable(
                    file,
                    Reason.TOO_LARGE,
                    Message.of("engine.photo.memory", file.path().getFileName()));
        }
    }

    private Prepared identify(FoundFile file, int slot, boolean suspect) throws UnreadablePhotoException {
        byte[] content = PhotoDecoder.read(file.path());
        ByteHash bytes = ByteHash.of(content);
        PhotoFindings findings = PhotoFindings.of(file.path(), content);
        @Nullable
        PhotoId known = catalogue.filesWith(bytes).stream()
                .map(FileRow::photo)
                .findFirst()
                .orElse(null);
        if (known != null && isComplete(known)) {
            return new Recognised(file, bytes, findings, known, null);
        }
        PhotoHeader header = PhotoDecoder.header(content);
        int permits = suspect ? MEGAPIXELS_AT_ONCE : megapixelsOf(header);
        // A file that was being decoded when the process died is decoded alone: no neighbour is blamed with it.
        megapixels.acquireUninterruptibly(permits);
        journal.begin(slot, file.path());
        try {
            @Nullable PixelHash pixels = known == null ? PixelHash.of(content) : null;
            if (pixels != null) {
                known = catalogue.photoWith(pixels).orElse(null);
            }
            if (known != null && isComplete(known)) {
                return new Recognised(file, bytes, findings, known, null);
            }
            PatchGrid grid = encoder.gridFor(header.width(), header.height());
            Raster decoded = PhotoDecoder.decode(content, shortSideFor(grid));
            PerceptualHash hash = PerceptualHash.of(decoded);
            if (known != null && described.contains(known)) {
                return new Recognised(file, bytes, findings, known, hash);
            }
            Raster fitted = encoder.fit(decoded, grid);
            @Nullable
            NewPhoto picture = pixels == null
                    ? null
                    : new NewPhoto(
                            pixels,
                            header.width(),
                            header.height(),
                            header.format().name(),
                            header.dateTaken());
            return new Decoded(file, bytes, findings, known, picture, hash, grid, fitted);
        } finally {
            journal.end(slot);
            megapixels.release(permits);
        }
    }

    private boolean isComplete(PhotoId photo) {
        return described.contains(photo) && !unhashed.contains(photo);
    }

    private static int megapixelsOf(PhotoHeader header) {
        return (int) Math.clamp((long) header.width() * header.height() / 1_000_000, 1, MEGAPIXELS_AT_ONCE);
    }

    /** Asked of the encoder with a small picture: how large it wants them is its own affair. */
    private int shortSideFor(PatchGrid grid) {
        return shortSides.computeIfAbsent(grid, any -> {
            Raster fitted = encoder.fit(new Raster(8, 8, new byte[8 * 8 * 3]), grid);
            return OVERSAMPLING * Math.min(fitted.width(), fitted.height());
        });
    }
}
