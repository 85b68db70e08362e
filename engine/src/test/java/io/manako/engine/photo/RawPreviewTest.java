package io.manako.engine.photo;

import static io.manako.engine.photo.TestPhotos.concat;
import static io.manako.engine.photo.TestPhotos.quartersOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPreviewTest {
    private static final String TIFF = "II*\0\0\0\0\0";
    private static final int NEW_SUBFILE_TYPE = 0xfe;
    private static final int ORIENTATION = 0x112;
    private static final int SUB_DIRECTORIES = 0x14a;
    private static final int PREVIEW = 0x201;
    private static final int PREVIEW_BYTES = 0x202;
    private static final int DNG_VERSION = 0xc612;

    @TempDir
    Path folder;

    @Test
    void theLargestPreviewIsThePictureAndTheRawFileSaysHowItLies() throws Exception {
        byte[] file = raw(TIFF, 6, TestPhotos.jpeg(160, 80), TestPhotos.jpeg(640, 320));

        PhotoHeader header = PhotoDecoder.header(file);

        assertThat(header.format()).isEqualTo(PhotoFormat.RAW);
        assertThat(header.width()).isEqualTo(320);
        assertThat(header.height()).isEqualTo(640);
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("BRYG");
        assertThat(PhotoDecoder.decode(file, 40).width()).isEqualTo(40);
    }

    /** DNG, NEF, ARW; ORF; RW2; CR2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "II*\0\0\0\0\0",
                "MM\0*\0\0\0\0",
                "IIRO\0\0\0\0",
                "IIRS\0\0\0\0",
                "IIU\0\0\0\0\0\u0088\u00e7\u0074\u00d8\u00f8\u0025\u001d\u004d\u0094\u007a\u006e\u0077\u0082\u002b\u005d\u006a",
                "II*\0\0\0\0\0CR\2\0\0\0\0\0"
            })
    void everyMakersHeaderIsKnown(String start) throws Exception {
        byte[] file = raw(start, 8, TestPhotos.jpeg(320, 160));

        assertThat(PhotoDecoder.header(file).format()).isEqualTo(PhotoFormat.RAW);
        assertThat(PhotoDecoder.header(file).orientation()).isEqualTo(8);
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("GYRB");
    }

    @Test
    void fujifilmsPreviewSaysItselfHowItLies() throws Exception {
        byte[] preview = TestPhotos.withExif(TestPhotos.jpeg(320, 160), 3, "2024:02:29 13:14:15");
        ByteBuffer head = ByteBuffer.allocate(160);
        head.put("FUJIFILMCCD-RAW 0201FF383501X-T4".getBytes(StandardCharsets.US_ASCII));
        head.putInt(84, 160).putInt(88, preview.length);

        byte[] file = concat(head.array(), preview, noise(50_000));

        assertThat(PhotoDecoder.header(file))
                .isEqualTo(new PhotoHeader(PhotoFormat.RAW, 320, 160, 3, LocalDateTime.of(2024, 2, 29, 13, 14, 15)));
        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("YBGR");
    }

    @Test
    void tilesOfALossyRawPictureAreNoPreview() {
        byte[] tile = TestPhotos.jpeg(512, 512);
        byte[] file = concat(tile, tile, TestPhotos.jpeg(320, 160), tile, tile);

        assertThat(RawPreview.in(file))
                .satisfies(preview -> assertThat(preview.width()).isEqualTo(320));
    }

    @Test
    void aRawFileWithoutPreviewSaysWhatHelps() {
        byte[] file = raw(TIFF, 1);

        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.header(file))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
                .withMessage(
                        "The picture was left out: a camera RAW file is shown by its preview, and this one has none."
                                + " Let the camera store a JPEG beside each RAW file, or export one.");
    }

    @Test
    void aHostilePreviewIsRefusedBeforeDecoding() {
        byte[] preview = TestPhotos.jpeg(320, 160);
        for (int i = 0; i + 9 < preview.length; i++) {
            if (preview[i] == (byte) 0xff && preview[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(preview).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
            }
        }

        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> PhotoDecoder.decode(raw(TIFF, 1, preview), 0))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void aFileOfNothingButBeginningsIsGivenUpSoon() {
        byte[] start = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 2};
        ByteBuffer file = ByteBuffer.allocate(6_000_000);
        while (file.remaining() >= start.length) {
            file.put(start);
        }

        RawPreview found = Assertions.assertTimeout(Duration.ofSeconds(10), () -> RawPreview.in(file.array()));

        assertThat(found).isNull();
    }

    @Test
    void keywordsChangeTheBytesButNotThePicture() throws Exception {
        Path file = Files.write(folder.resolve("a.dng"), raw(TIFF, 6, TestPhotos.jpeg(640, 320)));
        byte[] before = Files.readAllBytes(file);
        HostTools.run("exiftool", "-q", "-overwrite_original", "-XMP:Subject=lamp", "" + file);

        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
        assertThat(PixelHash.of(Files.readAllBytes(file))).isEqualTo(PixelHash.of(before));
    }

    @Test
    void anotherProgramFindsTheSamePreview() throws Exception {
        byte[] preview = TestPhotos.jpeg(640, 320);
        Path file = Files.write(folder.resolve("a.dng"), raw(TIFF, 6, preview));

        byte[] extracted = HostTools.run("exiftool", "-b", "-OtherImage", "" + file);

        assertThat(RawPreview.in(Files.readAllBytes(file)).of(Files.readAllBytes(file)))
                .isEqualTo(preview)
                .isEqualTo(extracted);
    }

    /**
     * A file as cameras write them: a TIFF header, perhaps of the maker's own, a directory with a preview, and the
     * sensor's values.
     *
     * @param start header, the place of the directory left open
     * @param previews the last is the one that the directory names
     */
    private static byte[] raw(String start, int orientation, byte[]... previews) {
        int directory = start.length();
        byte[] all = concat(previews);
        int last = previews.length == 0 ? 0 : previews[previews.length - 1].length;
        int tail = directory + 2 + 6 * 12 + 4;
        ByteBuffer b = ByteBuffer.allocate(tail)
                .order(start.startsWith("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        b.put(start.getBytes(StandardCharsets.ISO_8859_1)).putInt(4, directory);
        b.position(directory).putShort((short) 6);
        entry(b, NEW_SUBFILE_TYPE, 4, 1);
        entry(b, ORIENTATION, 3, orientation);
        entry(b, SUB_DIRECTORIES, 4, tail + all.length);
        entry(b, PREVIEW, 4, tail + all.length - last);
        entry(b, PREVIEW_BYTES, 4, last);
        b.putShort((short) DNG_VERSION).putShort((short) 1).putInt(4).put(new byte[] {1, 4, 0, 0});
        return concat(b.array(), all, new byte[6], noise(50_000));
    }

    private static void entry(ByteBuffer b, int tag, int type, int value) {
        b.putShort((short) tag).putShort((short) type).putInt(1);
        if (type == 3) {
            b.putShort((short) value).putShort((short) 0);
        } else {
            b.putInt(value);
        }
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
