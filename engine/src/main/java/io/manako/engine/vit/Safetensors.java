package io.manako.engine.vit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file: eight bytes of header length, a JSON header, then the tensors. The header is checked whole (sizes,
 * offsets, dtypes, overlaps) before one number is read, and numbers are decoded here and not by DJL, whose BF16 decoder
 * aborts the JVM. Not thread-safe; close it after loading.
 */
public final class Safetensors implements AutoCloseable {
    private static final long LARGEST_HEADER = 100L << 20;
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Values of a tensor with its shape, row by row; the last dimension runs fastest. */
    public record Tensor(long[] shape, float[] values) {
        public Tensor {
            if (elements(shape) != values.length) {
                throw new IllegalArgumentException(Arrays.toString(shape) + " with " + values.length + " values");
            }
        }
    }

    private record Entry(String dtype, long[] shape, long begin) {}

    private final String source;
    private final long size;
    private final MemorySegment data;
    private final @Nullable Arena arena;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /**
     * Maps a file and checks its header.
     *
     * @throws ModelException if the file is missing, cut short or not safetensors
     */
    public static Safetensors open(Path file) throws ModelException {
        return open(file, file);
    }

    /** The same for a file that messages call otherwise. */
    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as the object and closes with it
    static Safetensors open(Path file, Path called) throws ModelException {
        if (Files.isDirectory(file)) {
            throw new ModelException(called + " is a folder: give the weights file in it.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) { // opening a pipe would wait forever
            throw new ModelException(called + " is no file: give the weights file itself.");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new Safetensors(called.toString(), all, arena);
        } catch (ModelException e) {
            arena.close();
            throw e;
        } catch (NoSuchFileException e) {
            arena.close();
            throw new ModelException("There is no weights file " + file + ".", e);
        } catch (IOException e) {
            arena.close();
            throw new ModelException("The weights file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Checks the header of a file that is in memory already. */
    public static Safetensors of(String source, byte[] file) throws ModelException {
        return new Safetensors(source, MemorySegment.ofArray(file), null);
    }

    private Safetensors(String source, MemorySegment file, @Nullable Arena arena) throws ModelException {
        this.source = source;
        this.arena = arena;
        size = file.byteSize();
        if (file.byteSize() < 8) {
            throw refuse("it has " + file.byteSize() + " bytes, less than the length field of a safetensors header");
        }
        long headerSize = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (headerSize < 2 || headerSize > LARGEST_HEADER || headerSize > file.byteSize() - 8) {
            throw refuse("its header claims " + headerSize + " bytes in a file of " + file.byteSize()
                    + "; it is cut short or not a safetensors file");
        }
        this.data = file.asSlice(8 + headerSize);
        byte[] header = file.asSlice(8, headerSize).toArray(ValueLayout.JAVA_BYTE);
        try {
            readHeader(new ObjectMapper().readTree(new String(header, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw refuse("its header is not JSON; it is damaged or not a safetensors file");
        }
    }

    private void readHeader(JsonNode header) throws ModelException {
        if (!header.isObject()) {
            throw refuse("its header is not a JSON object");
        }
        List<long[]> ranges = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            String name = field.getKey();
            JsonNode node = field.getValue();
            if (name.equals("__metadata__")) {
                node.properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                continue;
            }
            String dtype = node.path("dtype").asText();
            long size = bytesOf(dtype);
            JsonNode shapeNode = node.path("shape");
            JsonNode offsets = node.path("data_offsets");
            if (size == 0 || !shapeNode.isArray() || !offsets.isArray() || offsets.size() != 2) {
                throw refuse("its entry for " + name + " is not understood (dtype " + dtype + ")");
            }
            long[] shape = new long[shapeNode.size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = shapeNode.get(i).asLong(-1);
            }
            long begin = offsets.get(0).asLong(-1);
            long end = offsets.get(1).asLong(-1);
            long bytes;
            try {
                bytes = Math.multiplyExact(elements(shape), size);
            } catch (ArithmeticException e) {
                throw refuse("its entry for " + name + " has the impossible shape " + Arrays.toString(shape));
            }
            if (begin < 0 || end < begin || end > data.byteSize()) {
                throw refuse("its entry for " + name + " lies at bytes " + begin + " to " + end + " of "
                        + data.byteSize() + "; the file is cut short or damaged");
            }
            if (end - begin != bytes) {
                throw refuse("its entry for " + name + " has " + (end - begin) + " bytes where " + dtype
                        + Arrays.toString(shape) + " needs " + bytes);
            }
            entries.put(name, new Entry(dtype, shape, begin));
            ranges.add(new long[] {begin, end});
        }
        ranges.sort((a, b) -> Long.compare(a[0], b[0]));
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i)[0] < ranges.get(i - 1)[1]) {
                throw refuse("two of its tensors overlap");
            }
        }
    }

    public String source() {
        return source;
    }

    /** Bytes of the whole file. */
    public long size() {
        return size;
    }

    /** Numbers in all tensors together. */
    public long values() {
        return entries.values().stream().mapToLong(e -> elements(e.shape)).sum();
    }

    public Set<String> names() {
        return entries.keySet();
    }

    /** The header's {@code __metadata__}, empty where there is none. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Decodes one tensor to float32: F16, BF16, F32 and F64 are read; integer tensors are refused. */
    public Tensor tensor(String name) throws ModelException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw refuse("it has no tensor " + name);
        }
        long count = elements(entry.shape);
        if (count > Integer.MAX_VALUE - 8) {
            throw refuse("its tensor " + name + " has " + count + " values, more than this program can hold");
        }
        float[] values = new float[(int) count];
        MemorySegment from = data.asSlice(entry.begin, count * bytesOf(entry.dtype));
        switch (entry.dtype) {
            case "F32" -> MemorySegment.copy(from, F32, 0, values, 0, values.length);
            case "F16" -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(from.get(U16, 2L * i));
                }
            }
            case "BF16" -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(from.get(U16, 2L * i) << 16);
                }
            }
            case "F64" -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) from.get(F64, 8L * i);
                }
            }
            default -> throw refuse("its tensor " + name + " is of type " + entry.dtype + ", not of floats");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw refuse("its tensor " + name + " has a value that is no number; training failed or the file is"
                        + " damaged");
            }
        }
        return new Tensor(entry.shape.clone(), values);
    }

    /**
     * Writes tensors as float16 through a temporary file and an atomic move, so that a kill leaves the old file or the
     * new one.
     */
    public static void writeHalf(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        List<Place> places = new ArrayList<>();
        tensors.forEach((name, tensor) -> places.add(new Place(name, "F16", tensor.shape, 2L * tensor.values.length)));
        byte[] head = head(places, metadata);
        long bytes = places.stream().mapToLong(Place::bytes).sum();
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(head.length + bytes)).order(ByteOrder.LITTLE_ENDIAN);
        out.put(head);
        for (Tensor tensor : tensors.values()) {
            for (float v : tensor.values) {
                out.putShort(Float.floatToFloat16(v));
            }
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * One tensor of a file that is to be written.
     *
     * @param dtype such as {@code F32}
     */
    public record Place(String name, String dtype, long[] shape, long bytes) {}

    /** What a file begins with whose tensors follow in this order, without gaps. */
    public static byte[] head(List<Place> tensors, Map<String, String> metadata) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = mapper.createObjectNode();
        ObjectNode meta = header.putObject("__metadata__");
        metadata.forEach(meta::put);
        long offset = 0;
        for (Place tensor : tensors) {
            ObjectNode node = header.putObject(tensor.name);
            node.put("dtype", tensor.dtype);
            var shape = node.putArray("shape");
            for (long s : tensor.shape) {
                shape.add(s);
            }
            long end = offset + tensor.bytes;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = mapper.writeValueAsBytes(header);
        int padded = (json.length + 7) / 8 * 8;
        byte[] head = Arrays.copyOf(
                ByteBuffer.allocate(8 + json.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(padded)
                        .put(json)
                        .array(),
                8 + padded);
        Arrays.fill(head, 8 + json.length, head.length, (byte) ' ');
        return head;
    }

    private static long elements(long[] shape) {
        long n = 1;
        for (long s : shape) {
            if (s < 0) {
                throw new ArithmeticException("negative dimension");
            }
            n = Math.multiplyExact(n, s);
        }
        return n;
    }

    private static long bytesOf(String dtype) {
        return switch (dtype) {
            case "F64", "I64", "U64" -> 8;
            case "F32", "I32", "U32" -> 4;
            case "F16", "BF16", "I16", "U16" -> 2;
            case "I8", "U8", "BOOL" -> 1;
            default -> 0;
        };
    }

    private ModelException refuse(String why) {
        return new ModelException("The weights " + source + " cannot be used: " + why + ".");
    }

    @Override
    public void close() {
        if (arena != null) {
            arena.close();
        }
    }
}
