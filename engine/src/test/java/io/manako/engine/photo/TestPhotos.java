package io.manako.engine.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Photos for tests, made by code; the small resources beside it were written by Pillow. */
final class TestPhotos {
    /** Colours of {@link #quarters}: top left, top right, bottom left, bottom right. */
    static final int[] RED = {200, 30, 30};

    static final int[] GREEN = {30, 180, 40};
    static final int[] BLUE = {30, 40, 200};
    static final int[] YELLOW = {220, 210, 40};

    private TestPhotos() {}

    static byte[] resourceBytes(String name) {
        try (InputStream in = TestPhotos.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Raster resource(String name) {
        try {
            return PhotoDecoder.decode(resourceBytes(name), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Raster plain(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new Raster(width, height, rgb);
    }

    /** Four plain quarters, so that every turn and flip is told apart. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] c = y < height / 2 ? x < width / 2 ? RED : GREEN : x < width / 2 ? BLUE : YELLOW;
                image.setRGB(x, y, c[0] << 16 | c[1] << 8 | c[2]);
            }
        }
        return image;
    }

    /** The colours of the four quarters as letters: RGBY as {@link #quarters} makes them. */
    static String quartersOf(Raster picture) {
        int w = picture.width();
        int h = picture.height();
        return "" + name(pixel(picture, w / 4, h / 4)) + name(pixel(picture, 3 * w / 4, h / 4))
                + name(pixel(picture, w / 4, 3 * h / 4)) + name(pixel(picture, 3 * w / 4, 3 * h / 4));
    }

    private static char name(int[] colour) {
        int[][] known = {RED, GREEN, BLUE, YELLOW};
        for (int i = 0; i < known.length; i++) {
            int away = 0;
            for (int c = 0; c < 3; c++) {
                away = Math.max(away, Math.abs(colour[c] - known[i][c]));
            }
            if (away <= 35) { // a GIF of Java's has a palette of the web's 216 colours
                return "RGBY".charAt(i);
            }
        }
        return '?';
    }

    static int[] pixel(Raster picture, int x, int y) {
        return new int[] {picture.at(x, y, 0), picture.at(x, y, 1), picture.at(x, y, 2)};
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] jpeg(int width, int height) {
        return encode(quarters(width, height), "jpg");
    }

    /** The JPEG with a minimal EXIF segment after its first marker: orientation and the date of taking. */
    static byte[] withExif(byte[] jpeg, int orientation, String date) {
        byte[] text = (date + "\0").getBytes(StandardCharsets.US_ASCII);
        int subDirectory = 8 + 2 + 2 * 12 + 4;
        int dateAt = subDirectory + 2 + 12 + 4;
        ByteBuffer tiff = ByteBuffer.allocate(dateAt + text.length);
        tiff.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        tiff.putShort((short) 2);
        entry(tiff, 0x0112, 3, 1, orientation << 16);
        entry(tiff, 0x8769, 4, 1, subDirectory);
        tiff.putInt(0);
        tiff.putShort((short) 1);
        entry(tiff, 0x9003, 2, text.length, dateAt);
        tiff.putInt(0).put(text);
        return withSegment(jpeg, 0xe1, concat("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), tiff.array()));
    }

    /** The JPEG with one more segment after its first marker. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        byte[] head = {(byte) 0xff, (byte) marker, (byte) ((body.length + 2) >> 8), (byte) (body.length + 2)};
        return concat(Arrays.copyOf(jpeg, 2), head, body, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
