package io.manako.engine.photo;

import static io.manako.engine.photo.TestPhotos.pixel;
import static io.manako.engine.photo.TestPhotos.quartersOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoDecoderTest {
    private static final String DATE = "2024:02:29 13:14:15";

    @TempDir
    Path folder;

    // R, G, B and Y are the quarters of the picture as stored; each row gives them as they must appear.
    @ParameterizedTest
    @CsvSource({"1, RG, BY", "2, GR, YB", "3, YB, GR", "4, BY, RG", "5, RB, GY", "6, BR, YG", "7, YG, BR", "8, GY, RB"})
    void allEightOrientationsComeUpright(int orientation, String top, String bottom) throws Exception {
        byte[] file = TestPhotos.withExif(TestPhotos.jpeg(64, 32), orientation, DATE);

        PhotoHeader header = PhotoDecoder.header(file);
        Raster picture = PhotoDecoder.decode(file, 0);

        assertThat(header.orientation()).isEqualTo(orientation);
        assertThat(picture.width()).isEqualTo(header.width()).isEqualTo(orientation < 5 ? 64 : 32);
        assertThat(picture.height()).isEqualTo(header.height()).isEqualTo(orientation < 5 ? 32 : 64);
        assertThat(quartersOf(picture)).isEqualTo(top + bottom);
    }

    @ParameterizedTest
    @CsvSource({"1, RG, BY", "2, GR, YB", "3, YB, GR", "4, BY, RG", "5, RB, GY", "6, BR, YG", "7, YG, BR", "8, GY, RB"})
    void tiffIsTurnedOnce(int orientation, String top, String bottom) throws Exception {
        byte[] file = tiff(8, orientation);

        Raster picture = PhotoDecoder.decode(file, 0);

        assertThat(picture.width()).isEqualTo(PhotoDecoder.header(file).width());
        assertThat(quartersOf(picture)).isEqualTo(top + bottom);
    }

    @Test
    void headerTellsFormatSizeAndDate() throws Exception {
        PhotoHeader header = PhotoDecoder.header(TestPhotos.withExif(TestPhotos.jpeg(64, 32), 6, DATE));

        assertThat(header)
                .isEqualTo(new PhotoHeader(PhotoFormat.JPEG, 32, 64, 6, LocalDateTime.of(2024, 2, 29, 13, 14, 15)));
    }

    @Test
    void nonsenseInExifIsPassedOver() throws Exception {
        PhotoHeader header =
                PhotoDecoder.header(TestPhotos.withExif(TestPhotos.jpeg(64, 32), 77, "    :  :     :  :  "));

        assertThat(header.orientation()).isEqualTo(1);
        assertThat(header.dateTaken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cmyk-adobe.jpg",
                "progressive.jpg",
                "lossy.webp",
                "lossless.webp",
                "animated.webp",
                "animated.gif"
            })
    void readsEveryKind(String name) throws Exception {
        assertThat(quartersOf(TestPhotos.resource(name))).isEqualTo("RGBY");
        assertThat(PhotoDecoder.header(TestPhotos.resourceBytes(name)).width()).isEqualTo(48);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tif"})
    void readsWhatJavaWrites(String format) throws Exception {
        byte[] file = TestPhotos.encode(TestPhotos.quarters(48, 32), format);

        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha.png", "alpha.webp"})
    void transparencyLiesOverWhite(String name) {
        Raster picture = TestPhotos.resource(name);

        assertThat(pixel(picture, 4, 4)).containsExactly(200, 30, 30); // opaque
        assertThat(pixel(picture, 44, 4)).containsExactly(142, 217, 147); // half
        assertThat(pixel(picture, 4, 28)).containsExactly(255, 255, 255); // nothing
    }

    @Test
    void sixteenBitsComeAsEight() throws Exception {
        BufferedImage grey = new BufferedImage(5, 3, BufferedImage.TYPE_USHORT_GRAY);
        Arrays.fill(((DataBufferUShort) grey.getRaster().getDataBuffer()).getData(), (short) (0x80 * 257));

        assertThat(pixel(PhotoDecoder.decode(TestPhotos.encode(grey, "png"), 0), 2, 1))
                .containsExactly(128, 128, 128);
        assertThat(quartersOf(PhotoDecoder.decode(tiff(16, 1), 0))).isEqualTo("RGBY");
    }

    @Test
    void onePixelIsAPhoto() throws Exception {
        for (String format : List.of("png", "jpg", "bmp", "gif")) {
            Raster picture = PhotoDecoder.decode(TestPhotos.encode(TestPhotos.quarters(1, 1), format), 224);

            assertThat(picture.width() * picture.height()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1000, 600", "75, 125, 75", "76, 250, 150", "150, 250, 150", "151, 500, 300", "301, 1000, 600"})
    void comesReducedWhileTheShortSideLasts(int shortSideWanted, int width, int height) throws Exception {
        for (String format : List.of("jpg", "png")) {
            Raster picture =
                    PhotoDecoder.decode(TestPhotos.encode(TestPhotos.quarters(1000, 600), format), shortSideWanted);

            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            assertThat(quartersOf(picture)).isEqualTo("RGBY");
        }
    }

    @Test
    void whatIsWantedIsMeasuredOnTheUprightPicture() throws Exception {
        byte[] file = TestPhotos.withExif(TestPhotos.jpeg(1001, 603), 6, DATE);

        Raster picture = PhotoDecoder.decode(file, 150);

        assertThat(picture.width()).isEqualTo(151);
        assertThat(picture.height()).isEqualTo(251);
    }

    @Test
    void aJpegCutAnywhereIsDamaged() {
        byte[] whole = TestPhotos.jpeg(640, 480);

        for (int length : new int[] {whole.length - 1, whole.length / 2, 700, 300, 4}) {
            assertUnreadable(Arrays.copyOf(whole, length), Reason.DAMAGED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha.png", "lossy.webp", "lossless.webp", "animated.gif", "progressive.jpg"})
    void otherFormatsCutShortAreDamagedToo(String name) {
        byte[] whole = TestPhotos.resourceBytes(name);

        assertUnreadable(Arrays.copyOf(whole, whole.length * 2 / 3), Reason.DAMAGED);
        assertUnreadable(Arrays.copyOf(whole, 24), Reason.DAMAGED);
    }

    @Test
    void tiffAndBmpCutShortAreDamaged() {
        byte[] tiff = tiff(8, 1);
        byte[] bmp = TestPhotos.encode(TestPhotos.quarters(48, 32), "bmp");

        assertUnreadable(Arrays.copyOf(tiff, tiff.length * 2 / 3), Reason.DAMAGED);
        assertUnreadable(Arrays.copyOf(bmp, bmp.length * 2 / 3), Reason.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tif"})
    void whatEndsWithinItsHeaderIsRefusedAtWhateverByte(String format) {
        byte[] whole = TestPhotos.encode(TestPhotos.quarters(48, 32), format);

        for (int length = 1; length < 100; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(UnreadablePhotoException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> PhotoDecoder.decode(cut, 0));
        }
    }

    @Test
    void whatFollowsAJpegIsNoneOfItsBusiness() throws Exception {
        byte[] motionPhoto =
                TestPhotos.concat(TestPhotos.jpeg(48, 32), "....ftypmp42 film".getBytes(StandardCharsets.US_ASCII));

        assertThat(quartersOf(PhotoDecoder.decode(motionPhoto, 0))).isEqualTo("RGBY");
    }

    @Test
    void aHostileHeaderIsRefusedBeforeDecoding() throws Exception {
        byte[] png = TestPhotos.encode(TestPhotos.quarters(4, 4), "png");
        ByteBuffer.wrap(png).putInt(16, 20_000).putInt(20, 20_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

        assertThat(PhotoDecoder.header(png).width()).isEqualTo(20_000);
        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.decode(png, 224))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
                .withMessage("The picture has 20000 x 20000 pixels, more than the 200 million that are decoded: save a"
                        + " smaller copy of it.");
    }

    @Test
    void contentDecidesNotTheName() throws Exception {
        Path file = folder.resolve("really-a-png.jpg");
        Files.write(file, TestPhotos.encode(TestPhotos.quarters(48, 32), "png"));

        assertThat(PhotoDecoder.header(file).format()).isEqualTo(PhotoFormat.PNG);
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with spaces (1).jpg", "眼鏡の写真.jpg", "🐈 cat.jpg", "Ümläut'\"quote.jpg"})
    void anyNameWillDo(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, TestPhotos.jpeg(48, 32));

        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");
    }

    @Test
    void everyReasonHasItsSentence() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        Path text = Files.writeString(folder.resolve("text.jpg"), "Dear diary, today I took no photo at all.");
        Path jxl = Files.write(folder.resolve("a.jxl"), "\0\0\0\fJXL \r\n".getBytes(StandardCharsets.ISO_8859_1));
        Path gone = folder.resolve("gone.jpg");
        Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), gone);
        Path loop = Files.createSymbolicLink(folder.resolve("loop.jpg"), folder.resolve("loop.jpg"));

        assertReason(empty, Reason.EMPTY, "empty.jpg is empty (0 bytes): copy it again from where it came.");
        assertReason(
                text, Reason.NOT_A_PHOTO, "text.jpg is not a photo: its content is of no picture format known here.");
        assertReason(
                jxl,
                Reason.UNSUPPORTED_FORMAT,
                PhotoFormat.JPEG_XL.leftOut("a.jxl").english());
        assertReason(
                gone,
                Reason.MISSING,
                "gone.jpg is not there any more: it was moved, renamed or deleted, or its drive is off.");
        assertReason(link, Reason.MISSING, "link.jpg is a link that leads nowhere: the photo it stood for is gone.");
        assertReason(loop, Reason.MISSING, "loop.jpg is a link that leads nowhere: the photo it stood for is gone.");
        assertReason(
                folder, Reason.NOT_A_PHOTO, folder.getFileName() + " is a folder, not a photo: choose a photo in it.");
    }

    @Test
    void aFileWithoutPermissionIsSaidToBeSo() throws Exception {
        Path file = folder.resolve("private.jpg");
        Files.write(file, TestPhotos.jpeg(48, 32));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "permissions do not bind this user (root)");

        assertReason(
                file,
                Reason.NO_PERMISSION,
                "private.jpg may not be read by this user: change the permissions of the file or its folder.");
    }

    @Test
    void anOriginalIsLeftAsItWas() throws Exception {
        Path file = folder.resolve("a.jpg");
        byte[] content = TestPhotos.withExif(TestPhotos.jpeg(64, 32), 6, DATE);
        Files.write(file, content);
        var modified = Files.getLastModifiedTime(file);

        PhotoDecoder.header(file);
        PhotoDecoder.decode(file, 10);

        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
        assertThat(folder).isDirectoryContaining(p -> p.equals(file));
    }

    @Test
    void manyThreadsDecodeAtOnce() throws Exception {
        byte[] file = TestPhotos.withExif(TestPhotos.jpeg(300, 200), 8, DATE);
        byte[] alone = PhotoDecoder.decode(file, 0).rgb();
        Callable<byte[]> decode = () -> PhotoDecoder.decode(file, 0).rgb();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<byte[]> result : threads.invokeAll(Collections.nCopies(64, decode))) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }

    private static void assertUnreadable(byte[] file, Reason reason) {
        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.decode(file, 0))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertReason(Path file, Reason reason, String message) {
        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.decode(file, 0))
                .withMessage(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.header(file))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** An uncompressed TIFF of the four quarters, 48 x 32, little-endian. */
    private static byte[] tiff(int bits, int orientation) {
        BufferedImage image = TestPhotos.quarters(48, 32);
        int bytes = 48 * 32 * 3 * bits / 8;
        int[][] entries = {
            {256, 48},
            {257, 32},
            {258, 0},
            {259, 1},
            {262, 2},
            {273, 0},
            {274, orientation},
            {277, 3},
            {278, 32},
            {279, bytes}
        };
        int tail = 8 + 2 + entries.length * 12 + 4;
        ByteBuffer b = ByteBuffer.allocate(tail + 6 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        b.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) entries.length);
        for (int[] e : entries) {
            b.putShort((short) e[0]).putShort((short) (e[0] == 258 ? 3 : 4)).putInt(e[0] == 258 ? 3 : 1);
            b.putInt(e[0] == 258 ? tail : e[0] == 273 ? tail + 6 : e[1]);
        }
        b.putInt(0).putShort((short) bits).putShort((short) bits).putShort((short) bits);
        for (int i = 0; i < 48 * 32; i++) {
            int rgb = image.getRGB(i % 48, i / 48);
            for (int shift = 16; shift >= 0; shift -= 8) {
                int v = rgb >> shift & 0xff;
                if (bits == 16) {
                    b.putShort((short) (v * 257));
                } else {
                    b.put((byte) v);
                }
            }
        }
        return b.array();
    }
}
