package io.manako.engine.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.manako.engine.message.Message;
import io.manako.engine.photo.TiffTags.Alpha;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Reads JPEG (CMYK too, taken as Adobe writes it), PNG, WebP, TIFF, BMP and GIF into upright 8-bit pictures in sRGB; HEIC
 * and AVIF with the system's libheif, where it is installed, and camera RAW by the largest preview in the file.
 *
 * <p>An RGB profile in the file is followed. 16-bit pictures are brought to 8 bits, grey ones and palettes to three
 * channels, transparent ones are laid over white; of an animation or a file of several pages the first picture counts. A
 * file that ends before its picture does is {@linkplain Reason#DAMAGED damaged}: decoders would fill the rest with grey,
 * and a photo that is found for its grey half helps nobody.
 *
 * <p>Thread-safe: no state, native memory is freed before a method returns. Files are opened for reading only.
 */
public final class PhotoDecoder {
    /** Pictures of more pixels are refused before they are decoded: 200 million, 600 MB of memory. */
    public static final long MAX_PIXELS = 200_000_000;

    private PhotoDecoder() {}

    /** Like {@link #header(byte[])}, of a file. */
    public static PhotoHeader header(Path file) throws UnreadablePhotoException {
        return HeaderReader.read(PhotoFile.read(file), PhotoFile.nameOf(file));
    }

    /**
     * Format, size, orientation and date, without decoding the picture.
     *
     * @param file content of a photo file
     * @throws UnreadablePhotoException if it is empty, no photo, of a format not supported, or broken in its header
     */
    public static PhotoHeader header(byte[] file) throws UnreadablePhotoException {
        return HeaderReader.read(file, "The picture");
    }

    /** Like {@link #decode(byte[], int)}, of a file. */
    public static Raster decode(Path file, int shortSideWanted) throws UnreadablePhotoException {
        return decode(PhotoFile.read(file), shortSideWanted, PhotoFile.nameOf(file));
    }

    /**
     * The picture, EXIF orientation applied.
     *
     * @param file content of a photo file
     * @param shortSideWanted pixels that the shorter side needs: the picture comes at 1/2, 1/4 or 1/8 of its size if that
     *     is still enough (a JPEG is then decoded at that size, several times faster); 0 for full size
     * @throws UnreadablePhotoException if there is no picture to be had; the reason and the message say why
     */
    public static Raster decode(byte[] file, int shortSideWanted) throws UnreadablePhotoException {
        return decode(file, shortSideWanted, "The picture");
    }

    /**
     * The content of a photo file, for callers that hash and decode the same bytes.
     *
     * @throws UnreadablePhotoException if it is missing, not to be read, empty or, by its first bytes, no readable photo
     */
    public static byte[] read(Path file) throws UnreadablePhotoException {
        return PhotoFile.read(file);
    }

    private static Raster decode(byte[] file, int shortSideWanted, String name) throws UnreadablePhotoException {
        PhotoHeader header = HeaderReader.read(file, name);
        Raster stored = decodeStored(header, file, shortSideWanted, name);
        byte[] profile = switch (header.format()) {
            case HEIC, AVIF -> heifProfile(file);
            case RAW -> EmbeddedProfile.of(PhotoFormat.JPEG, preview(file));
            default -> EmbeddedProfile.of(header.format(), file);
        };
        return profile == null ? stored : ColourConversion.toSrgb(profile, stored);
    }

    /** The picture at full size with its colours as they are stored: it stays when a colour management learns better. */
    static Raster decodeStored(byte[] file) throws UnreadablePhotoException {
        String name = "The picture";
        return decodeStored(HeaderReader.read(file, name), file, 0, name);
    }

    private static Raster decodeStored(PhotoHeader header, byte[] file, int shortSideWanted, String name)
            throws UnreadablePhotoException {
        if ((long) header.width() * header.height() > MAX_PIXELS) {
            throw tooLarge(header, name, null);
        }
        if (!Completeness.isWhole(header.format(), file)) {
            throw new UnreadablePhotoException(Reason.DAMAGED, Message.of("engine.photo.cut-short", name));
        }
        boolean heif = header.format() == PhotoFormat.HEIC || header.format() == PhotoFormat.AVIF;
        try (PointerScope scope = new PointerScope()) {
            int reduction = reduction(Math.min(header.width(), header.height()), shortSideWanted);
            Alpha alpha =
                    header.format() == PhotoFormat.TIFF ? TiffTags.of(file).alpha() : Alpha.UNASSOCIATED;
            Mat decoded;
            if (heif) {
                HeifFile.Pixels pixels = HeifFile.decode(file);
                alpha = pixels.premultiplied() ? Alpha.ASSOCIATED : Alpha.UNASSOCIATED;
                decoded = bgr(pixels);
            } else {
                byte[] coded = header.format() == PhotoFormat.RAW ? preview(file) : file;
                decoded = imdecode(
                        new Mat(1, coded.length, CV_8UC1, new BytePointer(coded)),
                        flags(header.format(), reduction, alpha));
            }
            if (decoded == null || decoded.empty()) {
                throw damaged(name, null);
            }
            // OpenCV's TIFF reader multiplies 8-bit colours by their alpha, whatever the file says.
            boolean multiplied =
                    alpha == Alpha.ASSOCIATED || header.format() == PhotoFormat.TIFF && decoded.depth() == CV_8U;
            Mat bgr = flatten(decoded, multiplied);
            boolean reduced = header.format() == PhotoFormat.JPEG || header.format() == PhotoFormat.RAW;
            if (reduction > 1 && !reduced) {
                Mat small = new Mat();
                int width = Math.ceilDiv(bgr.cols(), reduction);
                int height = Math.ceilDiv(bgr.rows(), reduction);
                resize(bgr, small, new Size(width, height), 0, 0, INTER_AREA);
                bgr = small;
            }
            // OpenCV's TIFF reader turns the picture whatever it is asked; the others leave it to us.
            Mat upright = header.format() == PhotoFormat.TIFF ? bgr : turn(bgr, header.orientation());
            cvtColor(upright, upright, COLOR_BGR2RGB);
            byte[] rgb = new byte[Math.multiplyExact(upright.rows() * 3, upright.cols())];
            upright.data().get(rgb);
            return new Raster(upright.cols(), upright.rows(), rgb);
        } catch (HeifException e) {
            throw e.toUnreadable(name);
        } catch (OutOfMemoryError e) {
            throw tooLarge(header, name, e);
        } catch (RuntimeException e) {
            throw damaged(name, e); // how OpenCV's C++ exceptions arrive
        }
    }

    /** The JPEG that stands for a RAW file, which {@link HeaderReader} has found to have one. */
    static byte[] preview(byte[] file) {
        return Objects.requireNonNull(RawPreview.in(file), "no preview").of(file);
    }

    private static byte @Nullable [] heifProfile(byte[] file) {
        try (HeifFile heif = HeifFile.open(file)) {
            return heif.profile();
        } catch (HeifException e) {
            return null; // a picture in slightly wrong colours is better than none
        }
    }

    private static Mat bgr(HeifFile.Pixels pixels) {
        boolean alpha = pixels.channels() == 4;
        Mat mat = new Mat(
                pixels.height(), pixels.width(), alpha ? CV_8UC4 : CV_8UC3, new BytePointer(pixels.interleaved()));
        cvtColor(mat, mat, alpha ? COLOR_RGBA2BGRA : COLOR_RGB2BGR);
        return mat;
    }

    /** The largest of 1, 2, 4 and 8 by which the short side can be divided and still has what is wanted. */
    static int reduction(int shortSide, int shortSideWanted) {
        if (shortSideWanted > 0) {
            for (int reduction = 8; reduction > 1; reduction /= 2) {
                if (Math.ceilDiv(shortSide, reduction) >= shortSideWanted) {
                    return reduction;
                }
            }
        }
        return 1;
    }

    private static int flags(PhotoFormat format, int reduction, Alpha alpha) {
        return switch (format) {
            case PNG, WEBP, GIF -> IMREAD_UNCHANGED; // with alpha, to be laid over white; never turned by OpenCV
            case JPEG, RAW ->
                IMREAD_IGNORE_ORIENTATION
                        | switch (reduction) {
                            case 2 -> IMREAD_REDUCED_COLOR_2;
                            case 4 -> IMREAD_REDUCED_COLOR_4;
                            case 8 -> IMREAD_REDUCED_COLOR_8;
                            default -> IMREAD_COLOR;
                        };
            case TIFF -> alpha == Alpha.NONE ? IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION : IMREAD_UNCHANGED;
            default -> IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;
        };
    }

    /**
     * 8 bits, three channels, transparency over white.
     *
     * @param multiplied whether the colours are multiplied by their alpha
     */
    private static Mat flatten(Mat decoded, boolean multiplied) {
        Mat eight = decoded;
        if (decoded.depth() != CV_8U) {
            eight = new Mat();
            decoded.convertTo(eight, CV_8U, decoded.depth() == CV_16U ? 1 / 257.0 : 255, 0);
        }
        if (eight.channels() == 3) {
            return eight;
        }
        Mat bgr = new Mat();
        if (eight.channels() == 1) {
            cvtColor(eight, bgr, COLOR_GRAY2BGR);
            return bgr;
        }
        Mat alpha = new Mat();
        extractChannel(eight, alpha, 3);
        cvtColor(alpha, alpha, COLOR_GRAY2BGR);
        cvtColor(eight, bgr, COLOR_BGRA2BGR);
        if (multiplied) {
            // colour + (255 − alpha)
            bitwise_not(alpha, alpha);
            add(bgr, alpha, bgr);
            return bgr;
        }
        // 255 − (255 − colour) · alpha / 255
        bitwise_not(bgr, bgr);
        multiply(bgr, alpha, bgr, 1 / 255.0, -1);
        bitwise_not(bgr, bgr);
        return bgr;
    }

    /** Undoes the camera's rotation (EXIF 2.32, tag 0x0112). */
    private static Mat turn(Mat stored, int orientation) {
        Mat upright = new Mat();
        switch (orientation) {
            case 2 -> flip(stored, upright, 1);
            case 3 -> rotate(stored, upright, ROTATE_180);
            case 4 -> flip(stored, upright, 0);
            case 5 -> transpose(stored, upright);
            case 6 -> rotate(stored, upright, ROTATE_90_CLOCKWISE);
            case 7 -> {
                transpose(stored, upright);
                flip(upright, upright, -1);
            }
            case 8 -> rotate(stored, upright, ROTATE_90_COUNTERCLOCKWISE);
            default -> upright = stored;
        }
        return upright;
    }

    private static UnreadablePhotoException tooLarge(PhotoHeader header, String name, @Nullable Throwable cause) {
        return new UnreadablePhotoException(
                Reason.TOO_LARGE,
                cause == null
                        ? Message.of(
                                "engine.photo.pixels", name, header.width(), header.height(), MAX_PIXELS / 1_000_000)
                        : Message.of("engine.photo.pixels-memory", name, header.width(), header.height()),
                cause);
    }

    private static UnreadablePhotoException damaged(String name, @Nullable Throwable cause) {
        return new UnreadablePhotoException(Reason.DAMAGED, Message.of("engine.photo.damaged", name), cause);
    }
}
