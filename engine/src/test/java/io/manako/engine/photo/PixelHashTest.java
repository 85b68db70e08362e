package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class PixelHashTest {
    private static final byte[] XMP =
            "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>keyword: lamp</x:xmpmeta>".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] jpeg = TestPhotos.withExif(TestPhotos.jpeg(64, 32), 6, "2024:02:29 13:14:15");

    @Test
    void keywordsInAJpegChangeTheBytesButNotThePicture() throws Exception {
        byte[] tagged = TestPhotos.withSegment(jpeg, 0xe1, XMP);
        byte[] redated = TestPhotos.withExif(TestPhotos.jpeg(64, 32), 6, "1999:01:01 00:00:00");

        assertThat(PixelHash.of(tagged)).isEqualTo(PixelHash.of(jpeg)).isEqualTo(PixelHash.of(redated));
        assertThat(ByteHash.of(tagged)).isNotEqualTo(ByteHash.of(jpeg));
    }

    @Test
    void anotherPictureOrOrientationIsAnother() throws Exception {
        byte[] turned = TestPhotos.withExif(TestPhotos.jpeg(64, 32), 8, "2024:02:29 13:14:15");
        byte[] changed = jpeg.clone();
        changed[changed.length - 12] ^= 8; // within the coded data

        assertThat(PixelHash.of(turned)).isNotEqualTo(PixelHash.of(jpeg));
        assertThat(PixelHash.of(changed)).isNotEqualTo(PixelHash.of(jpeg));
    }

    @Test
    void keywordsInAPngDoNotChangeThePicture() throws Exception {
        byte[] png = TestPhotos.resourceBytes("resample.png");
        byte[] body = "tEXtComment\0lamp".getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(body);
        byte[] tagged = TestPhotos.concat(
                Arrays.copyOf(png, 33),
                ByteBuffer.allocate(4).putInt(body.length - 4).array(),
                body,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array(),
                Arrays.copyOfRange(png, 33, png.length));

        assertThat(PixelHash.of(tagged)).isEqualTo(PixelHash.of(png));
    }

    @Test
    void keywordsInAWebpDoNotChangeThePicture() throws Exception {
        byte[] webp = TestPhotos.resourceBytes("lossless.webp");
        byte[] chunk = "XMP lamp".getBytes(StandardCharsets.ISO_8859_1);
        byte[] tagged = TestPhotos.concat(
                webp,
                Arrays.copyOf(chunk, 4),
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(4).array(),
                Arrays.copyOfRange(chunk, 4, 8));
        ByteBuffer.wrap(tagged).order(ByteOrder.LITTLE_ENDIAN).putInt(4, tagged.length - 8);

        assertThat(PixelHash.of(tagged)).isEqualTo(PixelHash.of(webp));
        assertThat(PixelHash.of(webp)).isNotEqualTo(PixelHash.of(TestPhotos.resourceBytes("lossy.webp")));
    }

    @Test
    void hashesAreThirtyTwoBytes() throws Exception {
        assertThat(PixelHash.of(jpeg).bytes()).hasSize(32);
        assertThat(ByteHash.of(new byte[0]).hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void whatIsNoPhotoHasNoPictureToHash() {
        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PixelHash.of("text".getBytes(StandardCharsets.US_ASCII)));
    }
}
