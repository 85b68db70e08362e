package io.manako.engine.train;

import io.manako.engine.photo.PhotoDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The photos of folders and zip files, by name in a fixed order. Reads only. Not thread-safe. */
final class PhotoSource implements AutoCloseable {
    private static final String[] ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"};

    /** A larger entry is no photo, or a zip made to fill the memory. */
    private static final int MOST_BYTES = 256 << 20;

    /**
     * A file, or an entry of a zip file.
     *
     * @param content what is known of it without reading it: its size, and in a zip file its checksum
     */
    private record Item(Path file, @Nullable String entry, String content) {}

    private final List<Item> items = new ArrayList<>();
    private final Map<Path, ZipFile> zips = new HashMap<>();

    /** @throws IOException if a path is neither a folder nor a readable zip file; the message says which */
    static PhotoSource open(List<Path> paths) throws IOException {
        PhotoSource source = new PhotoSource();
        try {
            for (Path path : paths) {
                source.add(path);
            }
            if (source.items.isEmpty()) {
                String looked = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
                throw new IOException("There are no photos in " + looked + ".");
            }
            return source;
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void add(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            addFolder(path);
            return;
        }
        if (!Files.exists(path)) {
            throw new IOException("There is no folder or zip file " + path + ".");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is neither a folder nor a whole zip file.");
        }
        try {
            ZipFile zip = zip(path);
            zips.put(path, zip);
            zip.stream()
                    .filter(entry -> !entry.isDirectory() && isPhoto(entry.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .map(entry -> new Item(path, entry.getName(), entry.getSize() + " " + entry.getCrc()))
                    .forEach(items::add);
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw new IOException(path + " is encrypted: unpack it into a folder, and give that.", e);
            }
            throw new IOException(
                    path + " is neither a folder nor a whole zip file (" + e.getMessage() + "): copy it again.", e);
        }
    }

    private static ZipFile zip(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException e) {
            // Names may be in the code page of the computer that packed it. Only their endings and their order count.
            return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    private void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> isPhoto(file.toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList()) {
                items.add(new Item(file, null, String.valueOf(Files.size(file))));
            }
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause()); // a folder below gives no permission
        }
    }

    private static boolean isPhoto(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (lower.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Leaves out what is in an evaluation set too: by place, by name or by content.
     *
     * @return how many
     * @throws IOException if nothing is left
     */
    int leaveOut(EvaluationSet set) throws IOException {
        int before = items.size();
        List<Item> kept = new ArrayList<>();
        for (Item item : items) {
            if (!isIn(set, item)) {
                kept.add(item);
            }
        }
        if (kept.isEmpty()) {
            throw new IOException("All " + before + " photos are in the evaluation set " + set.folder()
                    + ", and what is measured on must not be learned from: give other photos.");
        }
        items.clear();
        items.addAll(kept);
        return before - kept.size();
    }

    private boolean isIn(EvaluationSet set, Item item) throws IOException {
        if (item.entry == null) {
            return set.hasName(item.file.toString()) || set.holds(item.file);
        }
        ZipEntry entry = zip(item).getEntry(item.entry);
        return set.hasName(item.entry) || set.hasContent(entry.getSize(), entry.getCrc());
    }

    private ZipFile zip(Item item) {
        return Objects.requireNonNull(zips.get(item.file));
    }

    int size() {
        return items.size();
    }

    /** Names, sizes and order of all photos: what a cache of them depends on. */
    String list() {
        StringBuilder list = new StringBuilder();
        for (Item item : items) {
            list.append(item.file.getFileName())
                    .append('/')
                    .append(item.entry)
                    .append(' ')
                    .append(item.content)
                    .append('\n');
        }
        return list.toString();
    }

    /** @throws IOException if it cannot be read; the others can */
    byte[] read(int photo) throws IOException {
        Item item = items.get(photo);
        if (item.entry == null) {
            return PhotoDecoder.read(item.file);
        }
        ZipFile zip = zip(item);
        ZipEntry entry = zip.getEntry(item.entry);
        if (entry.getSize() > MOST_BYTES) {
            throw tooLarge(item);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) { // it says otherwise
                throw tooLarge(item);
            }
            return bytes;
        }
    }

    private static IOException tooLarge(Item item) {
        return new IOException(item.entry + " in " + item.file + " is larger than any photo.");
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : zips.values()) {
            zip.close();
        }
    }
}
