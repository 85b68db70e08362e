package io.manako.engine.photo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The largest JPEG in a camera's RAW file. Every maker lays his files out in his own way and few say how, but all keep at
 * least one whole JPEG in them, for the camera's screen; so the file is looked through for what is one from its first
 * marker to its last.
 *
 * @param from where it begins in the file
 * @param to behind its last byte
 * @param width pixels, as stored
 * @param height pixels, as stored
 */
record RawPreview(int from, int to, int width, int height) {
    /** Baseline, extended and progressive; the RAW picture itself may be a lossless JPEG. */
    private static final int LAST_LOSSY_FRAME = 0xc2;

    /** A lossy RAW picture is a mosaic of so many JPEGs of one size or more. */
    private static final int TILES = 4;

    /** A file made to waste time may be walked so many times over, no more. */
    private static final int PASSES = 4;

    /** The preview, or null where the file has none. */
    static @Nullable RawPreview in(byte[] file) {
        Map<Long, Integer> sizes = new HashMap<>();
        Map<Long, RawPreview> firsts = new HashMap<>();
        long budget = (long) PASSES * file.length;
        int at = indexOfStart(file, 0);
        while (at >= 0 && budget > 0) {
            JpegStructure jpeg = JpegStructure.embedded(file, at);
            budget -= jpeg.end() - at;
            if (jpeg.whole() && jpeg.frame() <= LAST_LOSSY_FRAME && jpeg.width() > 0 && jpeg.height() > 0) {
                long size = (long) jpeg.width() << 32 | jpeg.height();
                sizes.merge(size, 1, Integer::sum);
                firsts.putIfAbsent(size, new RawPreview(at, jpeg.end(), jpeg.width(), jpeg.height()));
            }
            at = indexOfStart(file, jpeg.whole() ? jpeg.end() : at + 2);
        }
        RawPreview largest = null;
        for (Map.Entry<Long, RawPreview> first : firsts.entrySet()) {
            boolean tile = sizes.getOrDefault(first.getKey(), 0) >= TILES;
            if (!tile && (largest == null || first.getValue().pixels() > largest.pixels())) {
                largest = first.getValue();
            }
        }
        return largest;
    }

    private long pixels() {
        return (long) width * height;
    }

    /** The JPEG by itself. */
    byte[] of(byte[] file) {
        return Arrays.copyOfRange(file, from, to);
    }

    /** Where the next start-of-image marker is, with the first byte of the next marker behind it; -1 for nowhere. */
    private static int indexOfStart(byte[] file, int from) {
        for (int i = from; i + 2 < file.length; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xd8 && file[i + 2] == (byte) 0xff) {
                return i;
            }
        }
        return -1;
    }
}
