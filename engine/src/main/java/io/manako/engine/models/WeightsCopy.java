package io.manako.engine.models;

import io.manako.engine.checkpoint.StateDict;
import io.manako.engine.file.Sha256;
import io.manako.engine.message.Message;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Safetensors;
import io.manako.engine.vit.Safetensors.Place;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** Copies weights of hundreds of megabytes: room is asked for first, every megabyte is told of, and each may be the last. */
final class WeightsCopy {
    private static final int MEGABYTE = 1 << 20;

    /** Left free on the disk, so that the rest of the computer goes on. */
    private static final long SPARE = 64L * MEGABYTE;

    private final ProgressListener progress;
    private final CancellationToken cancellation;

    WeightsCopy(ProgressListener progress, CancellationToken cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /**
     * Copies a file.
     *
     * @param to made anew, beside where the model will lie
     * @return SHA-256 of what was copied, 64 hex digits
     */
    String copy(Path from, Path to) throws IOException {
        long bytes = Files.size(from);
        requireRoom(to, bytes);
        MessageDigest digest = Sha256.begin();
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(MEGABYTE);
            long done = 0;
            while (in.read(buffer) >= 0) {
                cancellation.throwIfCancelled();
                buffer.flip();
                digest.update(buffer.duplicate());
                done += buffer.remaining();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
                progress.onProgress(megabytes("models.copy", done, bytes));
            }
            out.force(true);
        }
        return Sha256.hex(digest);
    }

    /**
     * Writes the tensors of a file of PyTorch as safetensors.
     *
     * @param called what messages call it
     * @param to made anew, beside where the model will lie
     * @return SHA-256 of the file that was read, 64 hex digits
     */
    String convert(Path from, Path called, Path to) throws IOException {
        try (StateDict weights = StateDict.open(from, called)) {
            List<Place> places = weights.entries().stream()
                    .map(e -> new Place(e.name(), e.dtype(), e.shape(), e.bytes()))
                    .toList();
            long bytes = places.stream().mapToLong(Place::bytes).sum();
            requireRoom(to, bytes);
            try (FileChannel channel = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), MEGABYTE)) {
                out.write(Safetensors.head(places, Map.of()));
                long done = 0;
                for (StateDict.Entry entry : weights.entries()) {
                    cancellation.throwIfCancelled();
                    weights.write(entry, out);
                    done += entry.bytes();
                    progress.onProgress(megabytes("models.copy", done, bytes));
                }
                out.flush();
                channel.force(true);
            }
        }
        return Sha256.of(from, cancellation::throwIfCancelled);
    }

    /** Progress in megabytes, of which a begun one counts. */
    static Progress megabytes(String stage, long done, long bytes) {
        return Progress.of(stage, Math.ceilDiv(done, MEGABYTE), Math.ceilDiv(bytes, MEGABYTE));
    }

    /** @throws ModelException if a file of so many bytes would fill the disk */
    static void requireRoom(Path file, long bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + SPARE) {
            throw new ModelException(
                    Message.of(
                            "engine.models.full",
                            folder,
                            Math.ceilDiv(bytes + SPARE, MEGABYTE),
                            Math.floorDiv(free, MEGABYTE)),
                    null);
        }
    }
}
