package io.manako.engine.checkpoint;

import io.manako.engine.message.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a {@code .pth} or {@code .pt} file, as {@code torch.save(model.state_dict(), file)} has written it since
 * PyTorch 1.6: a zip archive of a pickle and of the numbers. Nothing that the file asks for is run, and nothing is believed
 * before it was compared with what is there. Not thread-safe.
 */
public final class StateDict implements AutoCloseable {
    /** A description of hundreds of thousands of tensors is smaller. */
    private static final long LARGEST_PICKLE = 64L << 20;

    private static final long LARGEST_STORAGE = Integer.MAX_VALUE - 8L;

    /** Where checkpoints of a training keep the weights that are used, the first that is there counts. */
    private static final List<String> WITHIN =
            List.of("teacher", "model_ema", "state_dict", "model_state_dict", "model");

    private final Path file;
    private final Path called;
    private final ZipFile zip;
    private final String root;
    private final Map<String, TensorView> tensors = new LinkedHashMap<>();
    private @Nullable String openStorage;
    private byte[] openBytes = {};

    /**
     * A tensor.
     *
     * @param dtype as safetensors calls it
     * @param shape the last dimension runs fastest
     * @param bytes in all
     */
    public record Entry(String name, String dtype, long[] shape, long bytes) {}

    /** Whether a file is one of PyTorch's, whatever its name: a zip archive, a pickle or the oldest format, a tar archive. */
    public static boolean looksLike(Path file) throws IOException {
        byte[] head = head(file);
        return isZip(head) || isOld(head);
    }

    /** @throws CheckpointException if the file is not one of weights alone, or is damaged */
    public static StateDict open(Path file) throws IOException {
        return open(file, file);
    }

    /** The same for a file that messages call otherwise. */
    public static StateDict open(Path file, Path called) throws IOException {
        if (isOld(head(file))) {
            throw new CheckpointException(called, Message.of("engine.checkpoint.old"));
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new CheckpointException(called, Message.of("engine.checkpoint.no-zip"));
        }
        try {
            return new StateDict(file, called, zip);
        } catch (Refusal e) {
            zip.close();
            throw new CheckpointException(called, e.why());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private StateDict(Path file, Path called, ZipFile zip) throws IOException, Refusal {
        this.file = file;
        this.called = called;
        this.zip = zip;
        String pickle = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.matches("[^/]+/data\\.pkl"))
                .findFirst()
                .orElseThrow(() -> Refusal.damaged("no data.pkl"));
        root = pickle.substring(0, pickle.indexOf('/') + 1);
        ZipEntry order = zip.getEntry(root + "byteorder");
        if (order != null
                && !new String(bytes(order, 16), StandardCharsets.US_ASCII)
                        .strip()
                        .equals("little")) {
            throw Refusal.damaged("numbers in another byte order");
        }
        collect(new PickleReader(bytes(zip.getEntry(pickle), LARGEST_PICKLE)).read());
        long claimed = 0;
        for (TensorView view : tensors.values()) {
            long stored = storage(view).getSize();
            if (stored > LARGEST_STORAGE || stored / view.dtype().bytes() < view.stored()) {
                throw Refusal.damaged("fewer numbers than its tensors have");
            }
            claimed += view.count() * view.dtype().bytes();
        }
        // Tensors may share their numbers, but not so that a small file becomes a large one.
        if (claimed / 2 > Files.size(file)) {
            throw Refusal.damaged("more tensors than numbers");
        }
    }

    private void collect(Object described) throws Refusal {
        Object within = described;
        if (within instanceof Map<?, ?> outer && outer.values().stream().noneMatch(TensorView.class::isInstance)) {
            for (String key : WITHIN.reversed()) {
                within = outer.containsKey(key) ? Objects.requireNonNull(outer.get(key)) : within;
            }
        }
        if (within instanceof Map<?, ?> weights) {
            weights.forEach((name, value) -> {
                if (name instanceof String string && value instanceof TensorView view) {
                    tensors.put(string, view);
                }
            });
        }
        if (tensors.isEmpty()) {
            throw Refusal.damaged("no tensors under names");
        }
    }

    /** What is there, in the file's order. */
    public List<Entry> entries() {
        return tensors.entrySet().stream()
                .map(e -> new Entry(
                        e.getKey(),
                        e.getValue().dtype().name(),
                        e.getValue().shape().stream().mapToLong(Long::longValue).toArray(),
                        e.getValue().count() * e.getValue().dtype().bytes()))
                .toList();
    }

    /** Writes a tensor's numbers, little-endian, the last dimension running fastest. */
    public void write(Entry entry, OutputStream out) throws IOException {
        TensorView view = Objects.requireNonNull(tensors.get(entry.name()), entry.name());
        int size = view.dtype().bytes();
        try {
            byte[] numbers = open(view);
            if (view.isContiguous()) {
                out.write(numbers, (int) view.offset() * size, (int) entry.bytes());
                return;
            }
            long[] index = new long[view.shape().size()];
            for (long i = 0; i < view.count(); i++) {
                long at = view.offset();
                for (int k = 0; k < index.length; k++) {
                    at += index[k] * view.strides().get(k);
                }
                out.write(numbers, (int) at * size, size);
                for (int k = index.length - 1;
                        k >= 0 && ++index[k] == view.shape().get(k);
                        k--) {
                    index[k] = 0;
                }
            }
        } catch (Refusal e) {
            throw new CheckpointException(called, e.why());
        }
    }

    /** The last storage stays open: tensors that share one follow each other. */
    private byte[] open(TensorView view) throws IOException, Refusal {
        if (!view.storage().equals(openStorage)) {
            openBytes = new byte[0]; // may go before the next comes
            openBytes = bytes(storage(view), LARGEST_STORAGE);
            openStorage = view.storage();
        }
        return openBytes;
    }

    private ZipEntry storage(TensorView view) throws Refusal {
        ZipEntry entry = zip.getEntry(root + "data/" + view.storage());
        if (entry == null) {
            throw Refusal.damaged("a tensor without numbers");
        }
        return entry;
    }

    /** PyTorch stores without compression, so no entry can be larger than the file. */
    private byte[] bytes(ZipEntry entry, long most) throws IOException, Refusal {
        long size = entry.getSize();
        if (entry.getMethod() != ZipEntry.STORED || size > Math.min(most, Files.size(file))) {
            throw Refusal.damaged(entry.getName() + " is compressed or too large");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length != size) {
                throw Refusal.damaged(entry.getName() + " is cut short");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw Refusal.damaged(entry.getName() + " is not where the archive says");
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(300);
        }
    }

    private static boolean isZip(byte[] head) {
        return head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /** A pickle alone (before PyTorch 1.6), or a tar archive (before 0.2). */
    private static boolean isOld(byte[] head) {
        // The length that safetensors begin with may look like the beginning of a pickle, but JSON follows it.
        boolean pickle = head.length > 8 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5 && head[8] != '{';
        boolean tar = head.length > 262 && new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
        return pickle || tar;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
