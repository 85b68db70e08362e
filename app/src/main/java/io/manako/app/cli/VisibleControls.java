package io.manako.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 on its way to a terminal, with the control characters that names of files and tags may have made visible: a terminal
 * would obey them. A line break and a tab stay what they are, and so does what a progress line begins and ends with.
 */
final class VisibleControls extends FilterOutputStream {
    /** At the beginning of what is written at once: writes over the line. */
    static final String OVER = "\r";

    /** At its end: clears the rest of the line. */
    static final String CLEAR_TO_END = "\033[K";

    /** Unicode's pictures of control characters begin here, in the same order. */
    private static final int PICTURES = 0x2400;

    private static final int DELETE = 0x7f;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int REPLACEMENT = 0xfffd;

    /** First byte of U+0080 to U+00BF; the first 32 of them are control characters, too. */
    private static final byte LATIN = (byte) 0xc2;

    VisibleControls(OutputStream to) {
        super(to);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        int kept = endsWithClearing(bytes, from, end) ? end - CLEAR_TO_END.length() : end;
        int plain = from;
        for (int at = from; at < kept; at++) {
            int shown = picture(bytes, from, at, end);
            if (shown != 0) {
                out.write(bytes, plain, at - plain);
                out.write(Character.toString(shown).getBytes(StandardCharsets.UTF_8));
                at += bytes[at] == LATIN ? 1 : 0;
                plain = at + 1;
            }
        }
        out.write(bytes, plain, end - plain);
    }

    /** What is shown instead of a character, or 0 where it is shown itself. */
    private static int picture(byte[] bytes, int from, int at, int end) {
        byte value = bytes[at];
        if (value == LATIN) {
            return at + 1 < end && (bytes[at + 1] & 0xff) < 0xa0 ? REPLACEMENT : 0;
        }
        if (value == DELETE) {
            return DELETE_PICTURE;
        }
        boolean overwrites = value == '\r' && (at == from || at + 1 < end && bytes[at + 1] == '\n');
        boolean shown = value < 0 || value >= ' ' || value == '\n' || value == '\t' || overwrites;
        return shown ? 0 : PICTURES + value;
    }

    private static boolean endsWithClearing(byte[] bytes, int from, int end) {
        int at = end - CLEAR_TO_END.length();
        return at >= from && new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).equals(CLEAR_TO_END);
    }
}
