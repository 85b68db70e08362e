package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles, transparency and four-colour pictures, in files made here. */
class PhotoColoursTest {
    private static final int[] WHITE = {255, 255, 255};

    @ParameterizedTest
    @ValueSource(strings = {"JPEG", "JPEG in two parts", "PNG", "WEBP", "TIFF"})
    void anRgbProfileIsFollowed(String kind) throws Exception {
        byte[] file = withProfile(kind, TestProfile.redAndGreenSwapped());

        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("GRBY");
        assertThat(quartersOf(PhotoDecoder.decode(file, 8))).isEqualTo("GRBY");
    }

    @Test
    void displayP3IsBroughtToSrgb() throws Exception {
        byte[] file = withProfile("PNG", TestProfile.displayP3());

        Raster picture = PhotoDecoder.decode(file, 0);

        // Computed by the matrices of both spaces.
        assertNear(pixel(picture, 4, 4), 218, 0, 6);
        assertNear(pixel(picture, 44, 4), 0, 183, 0);
        assertNear(pixel(picture, 44, 28), 222, 210, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPEG", "PNG", "WEBP", "TIFF"})
    void anSrgbProfileLeavesEveryByteAsItIs(String kind) throws Exception {
        byte[] with = withProfile(kind, TestProfile.srgb());

        assertThat(PhotoDecoder.decode(with, 0).rgb())
                .isEqualTo(PhotoDecoder.decodeStored(with).rgb());
    }

    @Test
    void aBrokenProfileIsPassedOver() throws Exception {
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        byte[] cut = Arrays.copyOf(TestProfile.displayP3(), 150);
        byte[] forPrinting = TestProfile.displayP3();
        forPrinting[16] = 'C';
        forPrinting[17] = 'M';
        forPrinting[18] = 'Y';
        forPrinting[19] = 'K';

        for (byte[] profile : new byte[][] {noise, cut, forPrinting, {}}) {
            for (String kind : new String[] {"JPEG", "PNG", "WEBP", "TIFF"}) {
                assertThat(quartersOf(PhotoDecoder.decode(withProfile(kind, profile), 0)))
                        .isEqualTo("RGBY");
            }
        }
    }

    @Test
    void thePixelHashIsOfThePictureAsStored() throws Exception {
        byte[] plain = TestPhotos.encode(TestPhotos.quarters(48, 32), "png");

        assertThat(PixelHash.of(withProfile("PNG", TestProfile.displayP3()))).isEqualTo(PixelHash.of(plain));
    }

    // ExtraSamples 1: colours multiplied by alpha; 2: not.
    @ParameterizedTest
    @CsvSource({"8, 1", "8, 2", "16, 1", "16, 2"})
    void aTransparentTiffLiesOverWhite(int bits, int extraSample) throws Exception {
        Raster picture = PhotoDecoder.decode(tiff(bits, extraSample, null), 0);

        assertNear(pixel(picture, 4, 4), TestPhotos.RED);
        assertNear(pixel(picture, 44, 4), 142, 217, 147);
        assertNear(pixel(picture, 4, 28), WHITE);
        assertNear(pixel(picture, 44, 28), WHITE);
    }

    @Test
    void aFourthSampleThatIsNoTransparencyHidesNothing() throws Exception {
        assertThat(quartersOf(PhotoDecoder.decode(tiff(8, 0, null), 0))).isEqualTo("RGBY");
    }

    @Test
    void aTransparentGifLiesOverWhite() throws Exception {
        byte[] reds = {(byte) 200, 0};
        IndexColorModel palette = new IndexColorModel(1, 2, reds, new byte[] {30, 0}, new byte[] {30, 0}, 1);
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(6, 6, 0, 1);

        Raster picture = PhotoDecoder.decode(TestPhotos.encode(image, "gif"), 0);

        assertNear(pixel(picture, 1, 1), TestPhotos.RED);
        assertNear(pixel(picture, 6, 6), WHITE);
    }

    @Test
    void theFirstPictureOfAnAnimatedPngCounts() throws Exception {
        byte[] first = TestPhotos.encode(TestPhotos.quarters(48, 32), "png");
        byte[] second = idat(TestPhotos.encode(new BufferedImage(48, 32, BufferedImage.TYPE_3BYTE_BGR), "png"));
        byte[] control = ByteBuffer.allocate(26).putInt(4, 48).putInt(8, 32).array();
        byte[] next = ByteBuffer.wrap(control.clone()).putInt(0, 1).array();
        byte[] file = TestPhotos.concat(
                Arrays.copyOf(first, 33),
                chunk("acTL", ByteBuffer.allocate(8).putInt(2).array()),
                chunk("fcTL", control),
                Arrays.copyOfRange(first, 33, first.length - 12),
                chunk("fcTL", next),
                chunk("fdAT", TestPhotos.concat(new byte[] {0, 0, 0, 2}, second)),
                Arrays.copyOfRange(first, first.length - 12, first.length));

        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CMYK with Adobe's mark", "CMYK without a mark", "YCCK"})
    void fourColourJpegs(String kind) throws Exception {
        byte[] file = switch (kind) {
            case "YCCK" -> TestPhotos.withSegment(fourColourJpeg(true), 0xee, adobe(2));
            case "CMYK without a mark" -> fourColourJpeg(false);
            default -> TestPhotos.withSegment(fourColourJpeg(false), 0xee, adobe(0));
        };

        assertThat(quartersOf(PhotoDecoder.decode(file, 0))).isEqualTo("RGBY");
    }

    /** Four samples a pixel, 255 minus the ink, as Adobe and after it everybody writes them. */
    private static byte[] fourColourJpeg(boolean ycck) throws IOException {
        BufferedImage quarters = TestPhotos.quarters(48, 32);
        WritableRaster raster = java.awt.image.Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 48, 32, 4, null);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 48; x++) {
                int rgb = quarters.getRGB(x, y);
                double r = rgb >> 16 & 0xff;
                double g = rgb >> 8 & 0xff;
                double b = rgb & 0xff;
                double[] samples = {r, g, b, 255};
                if (ycck) { // luma and chroma of what the decoder takes from 255
                    samples[0] = 255 - 0.299 * r - 0.587 * g - 0.114 * b;
                    samples[1] = 128 + 0.168736 * r + 0.331264 * g - 0.5 * b;
                    samples[2] = 128 - 0.5 * r + 0.418688 * g + 0.081312 * b;
                }
                raster.setPixel(x, y, samples);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] adobe(int transform) {
        return TestPhotos.concat(
                "Adobe".getBytes(StandardCharsets.US_ASCII), new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
    }

    private static byte[] withProfile(String kind, byte[] icc) throws IOException {
        BufferedImage quarters = TestPhotos.quarters(48, 32);
        byte[] mark = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
        int half = icc.length / 2;
        return switch (kind) {
            case "JPEG" ->
                TestPhotos.withSegment(TestPhotos.jpeg(48, 32), 0xe2, TestPhotos.concat(mark, new byte[] {1, 1}, icc));
            case "JPEG in two parts" ->
                TestPhotos.withSegment(
                        TestPhotos.withSegment(
                                TestPhotos.jpeg(48, 32),
                                0xe2,
                                TestPhotos.concat(mark, new byte[] {2, 2}, Arrays.copyOfRange(icc, half, icc.length))),
                        0xe2,
                        TestPhotos.concat(mark, new byte[] {1, 2}, Arrays.copyOf(icc, half)));
            case "PNG" -> {
                byte[] png = TestPhotos.encode(quarters, "png");
                byte[] body = TestPhotos.concat("Display".getBytes(StandardCharsets.US_ASCII), new byte[2], pack(icc));
                yield TestPhotos.concat(
                        Arrays.copyOf(png, 33), chunk("iCCP", body), Arrays.copyOfRange(png, 33, png.length));
            }
            case "WEBP" -> {
                byte[] webp = TestPhotos.resourceBytes("lossless.webp");
                byte[] padded = Arrays.copyOf(icc, icc.length + (icc.length & 1));
                ByteBuffer head = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
                head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(webp.length - 12 + 30 + padded.length);
                head.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                        .putInt(10)
                        .putInt(0x20);
                head.put(new byte[] {47, 0, 0, 31, 0, 0});
                head.put("ICCP".getBytes(StandardCharsets.US_ASCII)).putInt(icc.length);
                yield TestPhotos.concat(head.array(), padded, Arrays.copyOfRange(webp, 12, webp.length));
            }
            case "TIFF" -> tiff(8, 0, icc);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** An uncompressed RGBA TIFF of the four quarters: the second is half transparent, those below wholly. */
    private static byte[] tiff(int bits, int extraSample, byte @Nullable [] icc) {
        BufferedImage image = TestPhotos.quarters(48, 32);
        int bytes = 48 * 32 * 4 * bits / 8;
        int[][] entries = {
            {256, 4, 1, 48},
            {257, 4, 1, 32},
            {258, 3, 4, 0},
            {259, 3, 1, 1},
            {262, 3, 1, 2},
            {273, 4, 1, 0},
            {277, 3, 1, 4},
            {278, 4, 1, 32},
            {279, 4, 1, bytes},
            {338, 3, 1, extraSample},
            {icc == null ? 40_000 : 34_675, 7, icc == null ? 4 : icc.length, 0}
        };
        int tail = 8 + 2 + entries.length * 12 + 4;
        ByteBuffer b = ByteBuffer.allocate(tail + 8 + bytes + (icc == null ? 0 : icc.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        b.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) entries.length);
        for (int[] e : entries) {
            b.putShort((short) e[0]).putShort((short) e[1]).putInt(e[2]);
            b.putInt(
                    switch (e[0]) {
                        case 258 -> tail;
                        case 273 -> tail + 8;
                        case 34_675 -> tail + 8 + bytes;
                        default -> e[3];
                    });
        }
        b.putInt(0);
        for (int i = 0; i < 4; i++) {
            b.putShort((short) bits);
        }
        for (int i = 0; i < 48 * 32; i++) {
            int x = i % 48;
            int y = i / 48;
            int alpha = y >= 16 ? 0 : x < 24 ? 255 : 128;
            int rgb = image.getRGB(x, y);
            for (int shift = 16; shift >= 0; shift -= 8) {
                int value = rgb >> shift & 0xff;
                sample(b, bits, extraSample == 1 ? value * alpha / 255 : value);
            }
            sample(b, bits, alpha);
        }
        return (icc == null ? b : b.put(icc)).array();
    }

    private static void sample(ByteBuffer b, int bits, int value) {
        if (bits == 16) {
            b.putShort((short) (value * 257));
        } else {
            b.put((byte) value);
        }
    }

    private static byte[] pack(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] body = TestPhotos.concat(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 crc = new CRC32();
        crc.update(body);
        return TestPhotos.concat(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                body,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** The coded picture of a PNG with one IDAT chunk right after its header. */
    private static byte[] idat(byte[] png) {
        ByteBuffer b = ByteBuffer.wrap(png);
        assertThat(new String(png, 37, 4, StandardCharsets.US_ASCII)).isEqualTo("IDAT");
        return Arrays.copyOfRange(png, 41, 41 + b.getInt(33));
    }

    private static String quartersOf(Raster picture) {
        int w = picture.width();
        int h = picture.height();
        StringBuilder names = new StringBuilder();
        for (int[] at : new int[][] {{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}}) {
            int[] colour = pixel(picture, at[0], at[1]);
            int[][] known = {TestPhotos.RED, TestPhotos.GREEN, TestPhotos.BLUE, TestPhotos.YELLOW};
            int which = 0;
            while (which < 4 && away(colour, known[which]) > 25) {
                which++;
            }
            names.append("RGBY?".charAt(which));
        }
        return names.toString();
    }

    private static int[] pixel(Raster picture, int x, int y) {
        return new int[] {picture.at(x, y, 0), picture.at(x, y, 1), picture.at(x, y, 2)};
    }

    private static int away(int[] colour, int[] other) {
        int most = 0;
        for (int c = 0; c < 3; c++) {
            most = Math.max(most, Math.abs(colour[c] - other[c]));
        }
        return most;
    }

    private static void assertNear(int[] colour, int... expected) {
        assertThat(away(colour, expected))
                .as(Arrays.toString(colour) + " should be " + Arrays.toString(expected))
                .isLessThanOrEqualTo(2);
    }
}
