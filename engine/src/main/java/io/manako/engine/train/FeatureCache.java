package io.manako.engine.train;

import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a network says of views, on disk, in F16: of each view the same few arrays. A chunk file has a header of four ints
 * (magic, views, which of its photos could be read as bits, values of a view) and its views one after another; it is
 * written whole under another name and then moved, so that a chunk that is there is complete. Reading maps the files. Not
 * thread-safe.
 */
final class FeatureCache implements AutoCloseable {
    private static final int MAGIC = 0x4d4e4b32;
    private static final int HEADER = 16;
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private record Chunk(MemorySegment data, int views) {}

    private final int[] lengths;
    private final Arena arena = Arena.ofConfined();
    private final List<Chunk> chunks = new ArrayList<>();
    private int views;

    private FeatureCache(int[] lengths) {
        this.lengths = lengths;
    }

    static int[] lengths(float[][] parts) {
        return Arrays.stream(parts).mapToInt(part -> part.length).toArray();
    }

    /**
     * Opens the chunks that are there; call on the thread that reads.
     *
     * @param lengths of the arrays of a view
     */
    static FeatureCache open(Path folder, int[] lengths, int chunkCount) throws IOException {
        FeatureCache cache = new FeatureCache(lengths);
        try {
            for (int c = 0; c < chunkCount; c++) {
                cache.map(chunk(folder, c));
            }
            return cache;
        } catch (IOException | RuntimeException e) {
            cache.close();
            throw e;
        }
    }

    private void map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            int n = all.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 4);
            views += n;
            chunks.add(new Chunk(all.asSlice(HEADER), n));
        }
    }

    static Path chunk(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "chunk-%05d.views", number));
    }

    /** Which photos of a chunk could be read, a bit for each; empty where it is not there or not whole. */
    static OptionalInt readable(Path file, int[] lengths) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < HEADER) {
            return OptionalInt.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // until the header is full
            }
            boolean whole = head.getInt(0) == MAGIC
                    && head.getInt(12) == values(lengths)
                    && channel.size() == HEADER + head.getInt(4) * bytes(lengths);
            return whole ? OptionalInt.of(head.getInt(8)) : OptionalInt.empty();
        }
    }

    /** @param readable which of the chunk's photos the views are of, a bit for each */
    static void write(Path file, List<float[][]> views, int[] lengths, int readable) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(HEADER + views.size() * bytes(lengths)))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(views.size()).putInt(readable).putInt(values(lengths));
        for (float[][] view : views) {
            for (float[] part : view) {
                for (float value : part) {
                    out.putShort(Float.floatToFloat16(value));
                }
            }
        }
        WholeFile.writeThrough(file, out.array());
    }

    /** Numbers that a view consists of. */
    private static int values(int[] lengths) {
        return Arrays.stream(lengths).sum();
    }

    /** Bytes of one view on disk. */
    static long bytes(int[] lengths) {
        return 2L * values(lengths);
    }

    int views() {
        return views;
    }

    /** The arrays of a view. */
    float[][] read(int number) {
        int in = number;
        for (Chunk chunk : chunks) {
            if (in < chunk.views) {
                float[][] view = new float[lengths.length][];
                long at = in * bytes(lengths);
                for (int p = 0; p < lengths.length; p++) {
                    view[p] = new float[lengths[p]];
                    for (int i = 0; i < lengths[p]; i++, at += 2) {
                        view[p][i] = Float.float16ToFloat(chunk.data.get(HALF, at));
                    }
                }
                return view;
            }
            in -= chunk.views;
        }
        throw new IndexOutOfBoundsException(number + " of " + views + " views");
    }

    @Override
    public void close() {
        arena.close();
    }
}
