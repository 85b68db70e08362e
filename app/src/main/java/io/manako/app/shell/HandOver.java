package io.manako.app.shell;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a second start asks the running program for: to come to the front and, where a file is named, to open it.
 *
 * @param file absolute path of a photo or folder, or null
 */
public record HandOver(@Nullable Path file) {
    /** A path has 4,096 bytes at most on Linux and fewer elsewhere; nobody has more to say. */
    static final int MAX_BYTES = 16 << 10;

    private static final String VERSION = "manako 1";

    /** A path may hold any character but this one. */
    private static final char END = '\0';

    byte[] encode() {
        String text = VERSION + END + (file == null ? "" : file.toString() + END);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a message from wherever; empty for anything that {@link #encode} does not write. */
    static Optional<HandOver> decode(byte[] message) {
        if (message.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            String[] parts = text.split(String.valueOf(END), -1);
            boolean whole = parts.length >= 2 && parts.length <= 3 && parts[parts.length - 1].isEmpty();
            if (!whole || !parts[0].equals(VERSION)) {
                return Optional.empty();
            }
            if (parts.length == 2) {
                return Optional.of(new HandOver(null));
            }
            Path file = Path.of(parts[1]);
            return file.isAbsolute() ? Optional.of(new HandOver(file.normalize())) : Optional.empty();
        } catch (CharacterCodingException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
