package io.manako.engine.photo;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B), walked without decoding.
 *
 * @param width as stored, 0 where no frame header was found
 * @param height as stored, 0 where no frame header was found
 * @param frame marker of the frame header, which names the way of coding (0xc0 baseline, 0xc2 progressive, 0xc3 lossless);
 *     0 where none was found
 * @param end behind the last byte that belongs to it
 * @param whole whether the picture runs to its end-of-image marker; what follows it (a second picture, a film) is free
 */
record JpegStructure(int width, int height, int frame, int end, boolean whole) {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP14_ADOBE = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    /**
     * @param pixels receives every byte that decides about the decoded pixels: tables, headers and coded data, but no
     *     metadata. Null: not wanted
     */
    static JpegStructure walk(byte[] file, @Nullable MessageDigest pixels) {
        return walk(file, 0, pixels, true);
    }

    /**
     * A JPEG within another file. What is no JPEG ends at the first byte that cannot be of one.
     *
     * @param from where its start-of-image marker is
     */
    static JpegStructure embedded(byte[] file, int from) {
        return walk(file, from, null, false);
    }

    private static JpegStructure walk(byte[] file, int from, @Nullable MessageDigest pixels, boolean lenient) {
        int width = 0;
        int height = 0;
        int frame = 0;
        int at = from;
        while (at + 1 < file.length) {
            boolean marked = file[at] == (byte) 0xff;
            int marker = file[at + 1] & 0xff;
            if (!marked || marker == 0xff) {
                if (!marked && !lenient) {
                    break;
                }
                at++; // a fill byte, or stray bytes between segments, which decoders skip
                continue;
            }
            if (marker == EOI) {
                return new JpegStructure(width, height, frame, at + 2, true);
            }
            if (marker == 0 || marker == 1 || marker >= 0xd0 && marker <= SOI) {
                if (!lenient && at > from) {
                    break;
                }
                at += 2; // markers without a body
                continue;
            }
            int end = at + 4 <= file.length ? at + 2 + u16(file, at + 2) : Integer.MAX_VALUE;
            if (end > file.length || end < at + 4) {
                break;
            }
            if (isFrameHeader(marker) && end >= at + 9 && height == 0) {
                frame = marker;
                height = u16(file, at + 5);
                width = u16(file, at + 7);
            }
            if (marker == SOS) {
                end = endOfCodedData(file, end);
            }
            boolean metadata = marker >= APP0 && marker <= APP15 && marker != APP14_ADOBE || marker == COM;
            if (pixels != null && !metadata) {
                pixels.update(file, at, end - at);
            }
            at = end;
        }
        return new JpegStructure(width, height, frame, at, false);
    }

    /** SOF0 to SOF15 but for the three codes among them that mean something else (DHT, JPG, DAC). */
    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Within coded data 0xff is followed by 0 (a stuffed byte) or is a restart marker; anything else ends it. */
    private static int endOfCodedData(byte[] file, int from) {
        for (int i = from; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xff) {
                int next = file[i + 1] & 0xff;
                if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                    return i;
                }
            }
        }
        return file.length;
    }

    private static int u16(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }
}
