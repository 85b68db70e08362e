package io.manako.engine.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ICC profile that a picture's file carries. What is broken counts as missing: a picture in slightly wrong
 * colours is better than none.
 */
final class EmbeddedProfile {
    /** Larger ones are not believed; those for printing have a few hundred kB. */
    static final int MAX_BYTES = 4 << 20;

    private static final byte[] JPEG_MARK = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int JPEG_APP2 = 0xe2;
    private static final int JPEG_SOS = 0xda;
    private static final int PNG_ICCP = 'i' << 24 | 'C' << 16 | 'C' << 8 | 'P';
    private static final int PNG_IDAT = 'I' << 24 | 'D' << 16 | 'A' << 8 | 'T';
    private static final int WEBP_ICCP = 'I' | 'C' << 8 | 'C' << 16 | 'P' << 24;
    private static final int WEBP_EXTENDED = 'V' | 'P' << 8 | '8' << 16 | 'X' << 24;

    private EmbeddedProfile() {}

    /** The profile's bytes, or null where there is none, or none that makes sense. */
    static byte @Nullable [] of(PhotoFormat format, byte[] file) {
        try {
            byte[] profile = switch (format) {
                case JPEG -> ofJpeg(ByteBuffer.wrap(file));
                case PNG -> ofPng(ByteBuffer.wrap(file));
                case WEBP -> ofWebp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
                case TIFF -> TiffTags.of(file).profile();
                default -> null;
            };
            return profile == null || profile.length > MAX_BYTES ? null : profile;
        } catch (IndexOutOfBoundsException e) {
            return null; // a length that leads out of the file
        }
    }

    /** In APP2 segments, each with its number and the number of all (ICC.1:2022, annex B.4). */
    private static byte @Nullable [] ofJpeg(ByteBuffer b) {
        TreeMap<Integer, byte[]> parts = new TreeMap<>();
        int at = 2;
        while (at + 4 <= b.limit() && b.get(at) == (byte) 0xff) {
            int marker = b.get(at + 1) & 0xff;
            if (marker == JPEG_SOS) {
                break;
            }
            if (marker == 0xff) {
                at++; // fill byte
                continue;
            }
            int length = b.getShort(at + 2) & 0xffff;
            int head = JPEG_MARK.length + 2;
            if (marker == JPEG_APP2
                    && length >= 2 + head
                    && b.slice(at + 4, JPEG_MARK.length).equals(ByteBuffer.wrap(JPEG_MARK))) {
                parts.put(b.get(at + 4 + JPEG_MARK.length) & 0xff, bytes(b, at + 4 + head, length - 2 - head));
            }
            at += 2 + length;
        }
        if (parts.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        parts.values().forEach(profile::writeBytes);
        return profile.toByteArray();
    }

    /** In the chunk iCCP: a name, 0, a method, 0 too, and the packed profile (PNG, third edition, 11.3.2.3). */
    private static byte @Nullable [] ofPng(ByteBuffer b) {
        int at = 8;
        while (at + 12 <= b.limit() && b.getInt(at + 4) != PNG_IDAT) {
            int length = b.getInt(at);
            if (length < 0 || length > b.limit()) {
                return null;
            }
            if (b.getInt(at + 4) == PNG_ICCP) {
                int from = at + 8;
                while (b.get(from) != 0) {
                    from++;
                }
                return inflate(bytes(b, from + 2, at + 8 + length - (from + 2)));
            }
            at += 12 + length;
        }
        return null;
    }

    private static byte @Nullable [] inflate(byte[] packed) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            ByteArrayOutputStream profile = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished() && profile.size() <= MAX_BYTES) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    return null; // cut short
                }
                profile.write(buffer, 0, count);
            }
            return profile.toByteArray();
        } catch (DataFormatException e) {
            return null;
        }
    }

    /** In the chunk after the extended header (RFC 9649, 2.7.1.4). */
    private static byte @Nullable [] ofWebp(ByteBuffer b) {
        boolean there = b.getInt(12) == WEBP_EXTENDED && b.getInt(30) == WEBP_ICCP;
        return there ? bytes(b, 38, b.getInt(34)) : null;
    }

    private static byte[] bytes(ByteBuffer b, int from, int length) {
        if (length < 0) {
            throw new IndexOutOfBoundsException(length);
        }
        byte[] bytes = new byte[Math.min(length, MAX_BYTES + 1)];
        b.get(from, bytes);
        return bytes;
    }
}
