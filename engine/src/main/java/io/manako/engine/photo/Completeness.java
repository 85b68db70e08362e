package io.manako.engine.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whether a file holds all of its picture, by the structure of its format. */
final class Completeness {
    private static final int IEND = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';

    private Completeness() {}

    /** Formats whose decoders tell themselves (TIFF, GIF) count as whole here. */
    static boolean isWhole(PhotoFormat format, byte[] file) {
        return switch (format) {
            case JPEG -> JpegStructure.walk(file, null).whole();
            case PNG -> pngIsWhole(ByteBuffer.wrap(file));
            case WEBP -> (littleEndian(file).getInt(4) & 0xffff_ffffL) + 8 <= file.length;
            case BMP -> bmpIsWhole(littleEndian(file));
            default -> true;
        };
    }

    /** PNG is a chain of chunks (length, type, data, checksum) up to IEND. */
    private static boolean pngIsWhole(ByteBuffer b) {
        long at = 8;
        while (at + 12 <= b.limit()) {
            if (b.getInt((int) at + 4) == IEND) {
                return true;
            }
            at += 12 + (b.getInt((int) at) & 0xffff_ffffL);
        }
        return false;
    }

    /** Rows of an uncompressed BMP are padded to four bytes; compressed ones are left to their decoder. */
    private static boolean bmpIsWhole(ByteBuffer b) {
        if (b.limit() < 14 + Math.min(40, b.getInt(14))) {
            return false; // it ends within its header
        }
        if (b.getInt(14) < 40 || b.getInt(30) != 0 && b.getInt(30) != 3) {
            return true;
        }
        long row = ((long) b.getInt(18) * b.getShort(28) + 31) / 32 * 4;
        return (b.getInt(10) & 0xffff_ffffL) + row * Math.abs(b.getInt(22)) <= b.limit();
    }

    private static ByteBuffer littleEndian(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }
}
