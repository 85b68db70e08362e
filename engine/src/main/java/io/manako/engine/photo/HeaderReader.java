package io.manako.engine.photo;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.EmbeddedMetadata;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Size, orientation and date of a picture from its file's headers. Sizes are read by a few lines of our own, since they
 * guard the memory; EXIF by metadata-extractor, whose failures cost no more than the orientation.
 */
final class HeaderReader {
    private static final int TAG_DNG_VERSION = 0xc612;
    private static final int TAG_SUB_IFDS = 0x14a;

    private HeaderReader() {}

    /** @throws UnreadablePhotoException for anything that {@link PhotoDecoder} would not decode by its header alone */
    static PhotoHeader read(byte[] file, String name) throws UnreadablePhotoException {
        PhotoFormat format = PhotoFile.requireReadable(file, name);
        Metadata metadata = EmbeddedMetadata.parse(new ByteArrayInputStream(file), file.length);
        ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (format == PhotoFormat.TIFF && exif != null && isRaw(exif)) {
            throw new UnreadablePhotoException(Reason.UNSUPPORTED_FORMAT, PhotoFormat.RAW.leftOut(name));
        }
        Size stored = storedSize(format, file, exif);
        if (stored == null || stored.width < 1 || stored.height < 1) {
            throw new UnreadablePhotoException(
                    Reason.DAMAGED, Message.of("engine.photo.no-size", name, format.label()));
        }
        int orientation = orientation(exif);
        boolean upright = orientation < 5;
        return new PhotoHeader(
                format,
                upright ? stored.width : stored.height,
                upright ? stored.height : stored.width,
                orientation,
                EmbeddedMetadata.taken(metadata));
    }

    private record Size(int width, int height) {}

    private static @Nullable Size storedSize(PhotoFormat format, byte[] file, @Nullable Directory exif) {
        try {
            ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            return switch (format) {
                case JPEG -> {
                    JpegStructure jpeg = JpegStructure.walk(file, null);
                    yield new Size(jpeg.width(), jpeg.height());
                }
                case PNG -> new Size(Integer.reverseBytes(b.getInt(16)), Integer.reverseBytes(b.getInt(20)));
                case GIF -> new Size(b.getShort(6) & 0xffff, b.getShort(8) & 0xffff);
                case BMP ->
                    b.getInt(14) == 12
                            ? new Size(b.getShort(18) & 0xffff, b.getShort(20) & 0xffff)
                            : new Size(b.getInt(18), Math.abs(b.getInt(22)));
                case WEBP -> webpSize(b);
                case TIFF -> {
                    Integer width = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_IMAGE_WIDTH);
                    Integer height = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_IMAGE_HEIGHT);
                    yield width == null || height == null ? null : new Size(width, height);
                }
                default -> null;
            };
        } catch (IndexOutOfBoundsException e) {
            return null; // the file ends within its header
        }
    }

    /** The first chunk is the extended header, a lossless or a lossy picture (RFC 9649). */
    private static @Nullable Size webpSize(ByteBuffer b) {
        return switch (b.getInt(12)) {
            case 'V' | 'P' << 8 | '8' << 16 | 'X' << 24 ->
                new Size(1 + (b.getInt(24) & 0xffffff), 1 + (b.getInt(26) >>> 8));
            case 'V' | 'P' << 8 | '8' << 16 | 'L' << 24 ->
                new Size(1 + (b.getInt(21) & 0x3fff), 1 + (b.getInt(21) >>> 14 & 0x3fff));
            case 'V' | 'P' << 8 | '8' << 16 | ' ' << 24 -> new Size(b.getShort(26) & 0x3fff, b.getShort(28) & 0x3fff);
            default -> null;
        };
    }

    /** RAW files of the TIFF family begin with a small preview and keep the picture itself in a sub-directory. */
    private static boolean isRaw(Directory exif) {
        Integer subfile = exif.getInteger(ExifDirectoryBase.TAG_NEW_SUBFILE_TYPE);
        boolean previewFirst = subfile != null && (subfile & 1) == 1;
        return exif.containsTag(TAG_DNG_VERSION) || previewFirst && exif.containsTag(TAG_SUB_IFDS);
    }

    private static int orientation(@Nullable Directory exif) {
        Integer value = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        return value == null || value < 1 || value > 8 ? 1 : value;
    }
}
