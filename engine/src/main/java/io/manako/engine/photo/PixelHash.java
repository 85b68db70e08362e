package io.manako.engine.photo;

import io.manako.engine.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 of a photo's picture without its metadata: it stays when another program writes keywords, a rating or a new
 * preview into the file, and changes when the picture or its orientation does.
 *
 * <p>Of JPEG, WebP, HEIC and AVIF the coded picture is hashed (tables, headers and compressed data), not the decoded
 * one: it needs no decoding, and two versions of a decoder need not agree on the last bit of a pixel. Programs that write
 * metadata leave the coded picture alone. Of RAW files the preview counts, since it is what is seen and searched. PNG,
 * GIF, BMP and TIFF are lossless or nearly always so, and programs rearrange their inside when they write; there the
 * decoded pixels are hashed.
 *
 * @param hex 64 lower-case hex digits
 */
public record PixelHash(String hex) {
    public PixelHash {
        Sha256.requireHex(hex);
    }

    /** The 32 bytes themselves. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /**
     * @param file content of a photo file
     * @throws UnreadablePhotoException if the file has no picture to hash; see {@link PhotoDecoder}
     */
    public static PixelHash of(byte[] file) throws UnreadablePhotoException {
        PhotoHeader header = PhotoDecoder.header(file);
        MessageDigest digest = Sha256.begin();
        digest.update(header.format().name().getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) header.orientation());
        switch (header.format()) {
            case JPEG -> JpegStructure.walk(file, digest);
            case RAW -> JpegStructure.walk(PhotoDecoder.preview(file), digest);
            case HEIC, AVIF -> {
                digest.update(ByteBuffer.allocate(8)
                        .putInt(header.width())
                        .putInt(header.height())
                        .array());
                if (!HeifItems.hash(file, digest)) {
                    digest.update(file);
                }
            }
            case WEBP -> walkWebp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN), digest);
            default -> {
                Raster picture = PhotoDecoder.decodeStored(file);
                digest.update(ByteBuffer.allocate(8)
                        .putInt(picture.width())
                        .putInt(picture.height())
                        .array());
                digest.update(picture.rgb());
            }
        }
        return new PixelHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** The chunks that hold pictures; VP8X is left out, since its flags say which metadata the file has (RFC 9649). */
    private static void walkWebp(ByteBuffer file, MessageDigest digest) {
        long at = 12;
        while (at + 8 <= file.limit()) {
            int size = file.getInt((int) at + 4);
            long end = Math.min(file.limit(), at + 8 + (size & 0xffff_ffffL));
            switch (file.getInt((int) at)) {
                case 'V' | 'P' << 8 | '8' << 16 | ' ' << 24,
                        'V' | 'P' << 8 | '8' << 16 | 'L' << 24,
                        'A' | 'L' << 8 | 'P' << 16 | 'H' << 24,
                        'A' | 'N' << 8 | 'M' << 16 | 'F' << 24 ->
                    digest.update(file.array(), (int) at, (int) (end - at));
                default -> {
                    // metadata, colour profile, animation settings
                }
            }
            at = end + (size & 1); // chunks are padded to an even length
        }
    }
}
