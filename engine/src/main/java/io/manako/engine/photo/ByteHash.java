package io.manako.engine.photo;

import io.manako.engine.file.Sha256;
import java.util.HexFormat;

/**
 * SHA-256 of a file's bytes: the same hash, the same file, wherever it lies.
 *
 * @param hex 64 lower-case hex digits
 */
public record ByteHash(String hex) {
    public ByteHash {
        Sha256.requireHex(hex);
    }

    /** The 32 bytes themselves. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** @param file content of a file */
    public static ByteHash of(byte[] file) {
        return new ByteHash(HexFormat.of().formatHex(Sha256.begin().digest(file)));
    }
}
