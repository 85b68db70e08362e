package io.manako.engine.saved;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The cells of a mask as a short text: one bit each, deflated, in Base64. */
final class PackedMask {
    /** More than the pixels of any photo that is read; keeps a broken text from taking all memory. */
    private static final long MOST_CELLS = 1L << 30;

    private PackedMask() {}

    static String pack(boolean[] inside) {
        BitSet bits = new BitSet(inside.length);
        for (int i = 0; i < inside.length; i++) {
            bits.set(i, inside[i]);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write(bits.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail so
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /** @throws IllegalArgumentException if the text is none for a mask of that size */
    static boolean[] unpack(String text, int width, int height) {
        long cells = (long) width * height;
        if (width < 1 || height < 1 || cells > MOST_CELLS) {
            throw new IllegalArgumentException("a mask of " + width + " x " + height);
        }
        byte[] packed = Base64.getDecoder().decode(text);
        try (InflaterInputStream inflate = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            BitSet bits = BitSet.valueOf(inflate.readNBytes((int) ((cells + Byte.SIZE - 1) / Byte.SIZE)));
            boolean[] inside = new boolean[(int) cells];
            bits.stream().filter(cell -> cell < cells).forEach(cell -> inside[cell] = true);
            return inside;
        } catch (IOException e) {
            throw new IllegalArgumentException("a mask that is cut short", e);
        }
    }
}
