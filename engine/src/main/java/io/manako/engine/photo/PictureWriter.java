package io.manako.engine.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes pictures that Manako made: sheets, thumbnails, samples. Never used on an original. Thread-safe. */
public final class PictureWriter {
    /** Quality at which artefacts are not seen at arm's length. */
    private static final int JPEG_QUALITY = 92;

    private PictureWriter() {}

    /**
     * Writes a picture so that the file is either whole or not there.
     *
     * @param file ends in {@code .png}, {@code .jpg} or {@code .jpeg}, which decides the format; replaced if it exists
     * @throws IOException if it cannot be written; a file that was there before is still there
     * @throws IllegalArgumentException for another ending
     */
    public static void write(Raster picture, Path file) throws IOException {
        String name = PhotoFile.nameOf(file).toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            WholeFile.write(file, png(picture));
        } else if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            WholeFile.write(file, jpeg(picture, JPEG_QUALITY));
        } else {
            throw new IllegalArgumentException(
                    PhotoFile.nameOf(file) + " has no known ending: a picture is written as .png or .jpg.");
        }
    }

    /** The picture as the content of a PNG file. */
    public static byte[] png(Raster picture) {
        return encode(picture, ".png");
    }

    /** The picture as the content of a JPEG file; quality from 1 to 100. */
    public static byte[] jpeg(Raster picture, int quality) {
        return encode(picture, ".jpg", IMWRITE_JPEG_QUALITY, quality);
    }

    private static byte[] encode(Raster picture, String ending, int... settings) {
        try (PointerScope scope = new PointerScope()) {
            Mat mat = new Mat(picture.height(), picture.width(), CV_8UC3, new BytePointer(picture.rgb()));
            Mat bgr = new Mat();
            cvtColor(mat, bgr, COLOR_RGB2BGR);
            BytePointer coded = new BytePointer();
            if (!imencode(ending, bgr, coded, new IntPointer(settings))) {
                throw new IllegalStateException("a picture of " + picture.width() + " x " + picture.height()
                        + " pixels cannot be written as " + ending);
            }
            byte[] bytes = new byte[Math.toIntExact(coded.limit())];
            coded.get(bytes);
            return bytes;
        }
    }
}
