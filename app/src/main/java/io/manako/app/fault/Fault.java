package io.manako.app.fault;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An error that nobody foresaw.
 *
 * @param code the same for the same error in the same place, on every computer: what a user can tell on the telephone
 */
public record Fault(String code, Throwable failure) {
    private static final String OWN = "io.manako.";

    /** Crockford's base 32: no letter that is taken for a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LETTERS = 5;

    public static Fault of(Throwable failure) {
        CRC32 sum = new CRC32();
        int causes = 0;
        for (Throwable cause = failure; cause != null && causes < 8; cause = cause.getCause(), causes++) {
            add(sum, cause.getClass().getName());
            // Not the message, which names files, and not the line, which moves with every version.
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith(OWN)) {
                    add(sum, frame.getClassName() + "." + frame.getMethodName());
                    break;
                }
            }
        }
        StringBuilder code = new StringBuilder("M-");
        for (int i = 0; i < LETTERS; i++) {
            code.append(ALPHABET.charAt((int) (sum.getValue() >> 5 * i & 31)));
        }
        return new Fault(code.toString(), failure);
    }

    private static void add(CRC32 sum, String text) {
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        sum.update(0);
    }
}
