package io.manako.engine.photo;

import static io.manako.engine.photo.TestPhotos.pixel;
import static io.manako.engine.photo.TestPhotos.quartersOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HEIC and AVIF files written by heif-enc. Skipped where it, or a decoder of libheif, is not installed. */
class HeifFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void pictureAndSizeAreRead(PhotoFormat format) throws Exception {
        byte[] file = encode(format, TestPhotos.jpeg(640, 480), "a.jpg");

        assertThat(PhotoFormat.sniff(file)).isEqualTo(format);
        assertThat(PhotoDecoder.header(file)).isEqualTo(new PhotoHeader(format, 640, 480, 1, null));
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");
        Raster reduced = PhotoDecoder.decode(file, 100);
        assertThat(reduced.width()).isEqualTo(160);
        assertThat(reduced.height()).isEqualTo(120);
        assertThat(quartersOf(reduced)).isEqualTo("RGBY");
    }

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void theFilesOwnTurnCountsAndNotThatOfExif(PhotoFormat format) throws Exception {
        byte[] photo = TestPhotos.withExif(TestPhotos.jpeg(128, 64), 3, "2024:02:29 13:14:15");
        byte[] file = encode(format, photo, "turned.jpg");
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");

        // The last property, the bits of a pixel, makes room for a turn by 270 degrees against the clock.
        int property = indexOf(file, "pixi");
        ByteBuffer.wrap(file)
                .put(property, "irot".getBytes(StandardCharsets.US_ASCII))
                .put(property + 4, (byte) 3);

        PhotoHeader header = PhotoDecoder.header(file);
        assertThat(header.width()).isEqualTo(64);
        assertThat(header.height()).isEqualTo(128);
        assertThat(header.dateTaken()).isEqualTo(LocalDateTime.of(2024, 2, 29, 13, 14, 15));
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("BRYG");
    }

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void transparencyLiesOverWhite(PhotoFormat format) throws Exception {
        byte[] file = encode(format, TestPhotos.resourceBytes("alpha.png"), "alpha.png");

        Raster picture = PhotoDecoder.decode(file, 0);

        assertThat(Arrays.stream(pixel(picture, 4, 28))).allMatch(channel -> channel > 245); // nothing
        assertThat(pixel(picture, 4, 4)[1]).isLessThan(80); // opaque red
    }

    /** The AVIF encoder of Debian 12 ends itself at such pictures. */
    @ParameterizedTest
    @EnumSource(names = "HEIC")
    void tenBitsComeAsEight(PhotoFormat format) throws Exception {
        ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        ColorModel model = new ComponentColorModel(srgb, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage deep = new BufferedImage(model, model.createCompatibleWritableRaster(64, 64), false, null);
        deep.getRaster().setPixels(0, 0, 64, 64, filled(64 * 64 * 3, 0x80 * 257));

        byte[] file = encode(format, TestPhotos.encode(deep, "png"), "deep.png");

        assertThat(Arrays.stream(pixel(PhotoDecoder.decode(file, 0), 32, 32)))
                .allMatch(channel -> Math.abs(channel - 128) < 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void aFileCutShortIsUnreadableForOneClearReason(PhotoFormat format) throws Exception {
        byte[] whole = encode(format, TestPhotos.jpeg(640, 480), "a.jpg");

        for (int length : new int[] {whole.length - 20, whole.length / 2, 200, 40}) {
            assertUnreadable(Arrays.copyOf(whole, length), Reason.DAMAGED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void aHostileSizeIsRefusedBeforeDecoding(PhotoFormat format) throws Exception {
        byte[] file = encode(format, TestPhotos.jpeg(640, 480), "a.jpg");
        int size = indexOf(file, "ispe");
        ByteBuffer.wrap(file).putInt(size + 8, 20_000).putInt(size + 12, 20_000);

        assertUnreadable(file, Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void keywordsChangeTheBytesButNotThePicture(PhotoFormat format) throws Exception {
        byte[] file = encode(format, TestPhotos.jpeg(640, 480), "a.jpg");
        Path tagged = Files.write(folder.resolve("tagged"), file);
        HostTools.run("exiftool", "-q", "-overwrite_original", "-XMP:Subject=lamp", "-EXIF:Artist=me", "" + tagged);
        byte[] rewritten = Files.readAllBytes(tagged);
        byte[] other = encode(format, TestPhotos.jpeg(480, 640), "b.jpg");

        assertThat(rewritten).isNotEqualTo(file);
        assertThat(PixelHash.of(rewritten)).isEqualTo(PixelHash.of(file));
        assertThat(PixelHash.of(other)).isNotEqualTo(PixelHash.of(file));
    }

    @ParameterizedTest
    @EnumSource(names = {"HEIC", "AVIF"})
    void manyThreadsDecodeAtOnce(PhotoFormat format) throws Exception {
        byte[] file = encode(format, TestPhotos.jpeg(300, 200), "a.jpg");
        byte[] alone = PhotoDecoder.decode(file, 0).rgb();
        Callable<byte[]> decode = () -> PhotoDecoder.decode(file, 0).rgb();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<byte[]> result : threads.invokeAll(Collections.nCopies(16, decode))) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }

    /** The picture coded anew by heif-enc. */
    private byte[] encode(PhotoFormat format, byte[] picture, String name) throws Exception {
        HostTools.require("heif-enc");
        assumeTrue(Libheif.decodes(format), "libheif has no decoder for " + format.label());
        Path source = Files.write(folder.resolve(name), picture);
        Path target = folder.resolve(name + (format == PhotoFormat.HEIC ? ".heic" : ".avif"));
        HostTools.run("heif-enc", "-q", "90", "-o", "" + target, "" + source);
        return Files.readAllBytes(target);
    }

    private static void assertUnreadable(byte[] file, Reason reason) {
        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.decode(file, 0))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static int indexOf(byte[] file, String text) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static int[] filled(int length, int value) {
        int[] values = new int[length];
        Arrays.fill(values, value);
        return values;
    }
}
