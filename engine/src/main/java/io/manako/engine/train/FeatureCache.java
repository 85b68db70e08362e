package io.manako.engine.train;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Views on disk, in F16: the stem's maps, the boxes, and what the teacher says. A chunk file has a header of four ints
 * (magic, views, photos left out, values of a view) and its views one after another; it is written whole under another
 * name and then moved, so that a chunk that is there is complete. Reading maps the files. Not thread-safe.
 */
final class FeatureCache implements AutoCloseable {
    private static final int MAGIC = 0x4d4e4b31;
    private static final int HEADER = 16;
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * One view.
     *
     * @param middle {@code float[N * channels]}
     * @param deep {@code float[N / 4 * channels]}
     * @param boxes left, top, right, bottom as shares of the view, {@code float[T * 4]}
     * @param cls {@code float[teacher]}, raw like the others
     * @param crops {@code float[T * teacher]}
     * @param cells {@code float[N / 4 * teacher]}
     */
    record View(float[] middle, float[] deep, float[] boxes, float[] cls, float[] crops, float[] cells) {
        static View empty(HybridShape s) {
            return new View(
                    new float[s.patches() * s.middle()],
                    new float[s.cells() * s.deep()],
                    new float[s.boxes() * 4],
                    new float[s.teacher()],
                    new float[s.boxes() * s.teacher()],
                    new float[s.cells() * s.teacher()]);
        }

        private float[][] parts() {
            return new float[][] {middle, deep, boxes, cls, crops, cells};
        }
    }

    private record Chunk(MemorySegment data, int views) {}

    private final HybridShape shape;
    private final Arena arena = Arena.ofConfined();
    private final List<Chunk> chunks = new ArrayList<>();
    private int views;
    private int skipped;

    private FeatureCache(HybridShape shape) {
        this.shape = shape;
    }

    /** Opens the chunks that are there; call on the thread that reads. */
    static FeatureCache open(Path folder, HybridShape shape, int chunkCount) throws IOException {
        FeatureCache cache = new FeatureCache(shape);
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
            int n = header(all, 1);
            skipped += header(all, 2);
            views += n;
            chunks.add(new Chunk(all.asSlice(HEADER), n));
        }
    }

    private static int header(MemorySegment file, int field) {
        return file.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 4L * field);
    }

    static Path chunk(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "chunk-%05d.views", number));
    }

    /** Whether a chunk is there and whole. */
    static boolean isWhole(Path file, HybridShape shape) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < HEADER) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // until the header is full
            }
            return head.getInt(0) == MAGIC
                    && head.getInt(12) == values(shape)
                    && channel.size() == HEADER + head.getInt(4) * bytes(shape);
        }
    }

    static void write(Path file, HybridShape shape, List<View> views, int skipped) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(HEADER + views.size() * bytes(shape)))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(views.size()).putInt(skipped).putInt(values(shape));
        for (View view : views) {
            for (float[] part : view.parts()) {
                for (float value : part) {
                    out.putShort(Float.floatToFloat16(value));
                }
            }
        }
        writeWhole(file, out.flip());
    }

    /** Writes a file so that a kill leaves the old one or the new one. */
    static void writeWhole(Path file, ByteBuffer content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Numbers that a view consists of. */
    private static int values(HybridShape shape) {
        int values = 0;
        for (float[] part : View.empty(shape).parts()) {
            values += part.length;
        }
        return values;
    }

    /** Bytes of one view on disk. */
    static long bytes(HybridShape shape) {
        return 2L * values(shape);
    }

    int views() {
        return views;
    }

    /** Photos that could not be read when the cache was made. */
    int skipped() {
        return skipped;
    }

    View read(int number) {
        int in = number;
        for (Chunk chunk : chunks) {
            if (in < chunk.views) {
                View view = View.empty(shape);
                long at = in * bytes(shape);
                for (float[] part : view.parts()) {
                    for (int i = 0; i < part.length; i++, at += 2) {
                        part[i] = Float.float16ToFloat(chunk.data.get(HALF, at));
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
