package io.manako.engine.photo;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The coded pictures of a HEIC or AVIF file, without its metadata. Such a file is a set of items: pictures, tiles of
 * pictures, EXIF, XMP, each with its place in the file (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12).
 */
final class HeifItems {
    private static final int META = code("meta");
    private static final int ITEM_INFORMATION = code("iinf");
    private static final int ITEM_ENTRY = code("infe");
    private static final int ITEM_LOCATION = code("iloc");
    private static final int ITEM_PROPERTIES = code("iprp");
    private static final int ITEM_DATA = code("idat");
    private static final Set<Integer> METADATA = Set.of(code("Exif"), code("mime"), code("uri "));
    private static final int IN_ITEM_DATA = 1;

    private final ByteBuffer file;
    private final MessageDigest digest;
    private final Map<Integer, Integer> types = new HashMap<>();
    /** No more is hashed than the file has: items may not lie over each other. */
    private long left;

    private HeifItems(byte[] file, MessageDigest digest) {
        this.file = ByteBuffer.wrap(file);
        this.digest = digest;
        left = file.length;
    }

    /**
     * Hashes what decides about the picture: all items that are no metadata, in the file's order, and their properties
     * (sizes, turns, colours, decoder settings).
     *
     * @return false, and some of the file hashed, if its boxes make no sense
     */
    static boolean hash(byte[] file, MessageDigest digest) {
        try {
            return new HeifItems(file, digest).read();
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | BufferUnderflowException e) {
            return false; // a length that leads out of the file
        }
    }

    private boolean read() {
        ByteBuffer meta = box(file, META);
        if (meta == null) {
            return false;
        }
        meta.getInt(); // version and flags
        ByteBuffer information = box(meta, ITEM_INFORMATION);
        ByteBuffer location = box(meta, ITEM_LOCATION);
        ByteBuffer properties = box(meta, ITEM_PROPERTIES);
        if (information == null || location == null || properties == null) {
            return false;
        }
        readTypes(information);
        digest.update(properties);
        return hashItems(location, box(meta, ITEM_DATA));
    }

    private void readTypes(ByteBuffer information) {
        boolean shortCount = information.getInt() >>> 24 == 0;
        long count = shortCount ? information.getShort() & 0xffff : information.getInt() & 0xffff_ffffL;
        for (long i = 0; i < count; i++) {
            Box box = next(information);
            if (box.kind == ITEM_ENTRY) {
                ByteBuffer entry = box.content;
                int version = entry.getInt() >>> 24;
                int item = version < 3 ? entry.getShort() & 0xffff : entry.getInt();
                entry.getShort(); // protection
                types.put(item, version < 2 ? 0 : entry.getInt());
            }
        }
    }

    private boolean hashItems(ByteBuffer location, @Nullable ByteBuffer data) {
        int version = location.getInt() >>> 24;
        int sizes = location.getShort() & 0xffff;
        int offsetBytes = sizes >> 12;
        int lengthBytes = sizes >> 8 & 15;
        int baseBytes = sizes >> 4 & 15;
        int indexBytes = version == 0 ? 0 : sizes & 15;
        long count = version < 2 ? location.getShort() & 0xffff : location.getInt() & 0xffff_ffffL;
        if (lengthBytes == 0) {
            return false; // a million empty extents would fit into a few bytes
        }
        for (long i = 0; i < count; i++) {
            int item = version < 2 ? location.getShort() & 0xffff : location.getInt();
            int construction = version == 0 ? 0 : location.getShort() & 15;
            location.getShort(); // which file the data are in: this one
            long base = number(location, baseBytes);
            int extents = location.getShort() & 0xffff;
            ByteBuffer source = construction == IN_ITEM_DATA ? data : file;
            for (int k = 0; k < extents; k++) {
                number(location, indexBytes);
                long offset = base + number(location, offsetBytes);
                long length = number(location, lengthBytes);
                if (METADATA.contains(types.getOrDefault(item, 0))) {
                    continue;
                }
                left -= length;
                if (source == null || construction > IN_ITEM_DATA || left < 0) {
                    return false;
                }
                digest.update(source.slice(Math.toIntExact(offset), Math.toIntExact(length)));
            }
        }
        return true;
    }

    /** An unsigned number of 0, 4 or 8 bytes. */
    private static long number(ByteBuffer b, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> b.getInt() & 0xffff_ffffL;
            case 8 -> b.getLong();
            default -> throw new IllegalArgumentException(bytes + " bytes");
        };
    }

    /** The content of the first box of a kind, or null; the boxes are those that begin at the buffer's position. */
    private static @Nullable ByteBuffer box(ByteBuffer boxes, int kind) {
        ByteBuffer rest = boxes.duplicate();
        while (rest.hasRemaining()) {
            Box box = next(rest);
            if (box.kind == kind) {
                return box.content;
            }
        }
        return null;
    }

    private record Box(int kind, ByteBuffer content) {}

    /** Reads a box and goes behind it. */
    private static Box next(ByteBuffer boxes) {
        int start = boxes.position();
        long size = boxes.getInt() & 0xffff_ffffL;
        int kind = boxes.getInt();
        if (size == 0) {
            size = boxes.limit() - start; // to the end
        } else if (size == 1) {
            size = boxes.getLong();
        }
        int head = boxes.position() - start;
        ByteBuffer content = boxes.slice(start + head, Math.toIntExact(size - head));
        boxes.position(Math.toIntExact(start + size));
        return new Box(kind, content);
    }

    private static int code(String fourLetters) {
        return ByteBuffer.wrap(fourLetters.getBytes(StandardCharsets.US_ASCII)).getInt();
    }
}
