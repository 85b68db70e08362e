package io.manako.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files are in a native decoder right now, in a file that is mapped into memory: what is written there outlives the
 * process, whatever kills it, and costs no more than writing to memory. (It does not outlive a power cut, for which a
 * decoder is not to blame.)
 *
 * <p>One slot for each decoder thread: the length of the path's UTF-8 form, then that; length 0 while the slot is free.
 * Each slot belongs to one thread.
 */
final class DecodeJournal implements AutoCloseable {
    private static final int SLOT_BYTES = 8192;
    private static final int LENGTH_BYTES = Integer.BYTES;

    private final Arena arena = Arena.ofShared();
    private final ByteBuffer memory;

    private DecodeJournal(FileChannel channel, int slots) throws IOException {
        memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) slots * SLOT_BYTES, arena)
                .asByteBuffer();
    }

    /** Opens a journal with free slots. Ask {@link #inFlight} first what an earlier process left. */
    static DecodeJournal open(Path file, int slots) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Zeros are written, not left as a hole: on a full disk the first use of a hole would kill the process.
            ByteBuffer zeros = ByteBuffer.allocate(slots * SLOT_BYTES);
            while (zeros.hasRemaining()) {
                channel.write(zeros, zeros.position());
            }
            return new DecodeJournal(channel, slots);
        }
    }

    /** Files that were being decoded when the process that wrote the journal ended. */
    static List<Path> inFlight(Path file) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Path> files = new ArrayList<>();
        for (int slot = 0; slot + SLOT_BYTES <= content.limit(); slot += SLOT_BYTES) {
            int length = content.getInt(slot);
            if (length > 0 && length <= SLOT_BYTES - LENGTH_BYTES) {
                String path = new String(content.array(), slot + LENGTH_BYTES, length, StandardCharsets.UTF_8);
                try {
                    files.add(Path.of(path));
                } catch (InvalidPathException e) {
                    // Not written by this program.
                }
            }
        }
        return files;
    }

    /** Says that a thread is about to hand a file to a decoder. */
    void begin(int slot, Path file) {
        byte[] path = file.toString().getBytes(StandardCharsets.UTF_8);
        if (path.length <= SLOT_BYTES - LENGTH_BYTES) {
            memory.put(slot * SLOT_BYTES + LENGTH_BYTES, path);
            VarHandle.releaseFence(); // the length makes the path valid
            memory.putInt(slot * SLOT_BYTES, path.length);
        }
    }

    /** Says that the decoder has returned. */
    void end(int slot) {
        memory.putInt(slot * SLOT_BYTES, 0);
    }

    @Override
    public void close() {
        arena.close();
    }
}
