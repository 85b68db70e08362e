package io.manako.engine.photo;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.EmbeddedMetadata;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Size, orientation and date of a picture from its file's headers. Sizes are read by a few lines of our own, since they
 * guard the memory; EXIF by metadata-extractor, whose failures cost no more than the orientation.
 */
final class HeaderReader {
    private static final int TAG_DNG_VERSION = 0xc612;
    private static final int TAG_SUB_IFDS = 0x14a;
    /** Sony, Samsung, Nikon, Kodak, Pentax. */
    private static final Set<Integer> MAKERS_COMPRESSIONS = Set.of(32767, 32770, 34713, 65000, 65535);

    private HeaderReader() {}

    /** @throws UnreadablePhotoException for anything that {@link PhotoDecoder} would not decode by its header alone */
    static PhotoHeader read(byte[] file, String name) throws UnreadablePhotoException {
        PhotoFormat format = PhotoFile.requireReadable(file, name);
        Metadata metadata = metadata(file);
        Directory exif = mainDirectory(metadata);
        if (format == PhotoFormat.RAW || format == PhotoFormat.TIFF && exif != null && isRaw(exif)) {
            return ofPreview(file, name, metadata, exif);
        }
        boolean turnedByItsCodec = format == PhotoFormat.HEIC || format == PhotoFormat.AVIF;
        Size stored = turnedByItsCodec ? heifSize(file, name) : storedSize(format, file, exif);
        if (stored == null || stored.width < 1 || stored.height < 1) {
            throw new UnreadablePhotoException(
                    Reason.DAMAGED, Message.of("engine.photo.no-size", name, format.label()));
        }
        return header(format, stored, turnedByItsCodec ? 1 : orientation(exif), EmbeddedMetadata.taken(metadata));
    }

    /** A RAW file says how its picture and its preview lie; where it does not, the preview may say so itself. */
    private static PhotoHeader ofPreview(byte[] file, String name, Metadata raw, @Nullable Directory exif)
            throws UnreadablePhotoException {
        RawPreview preview = RawPreview.in(file);
        if (preview == null) {
            throw new UnreadablePhotoException(Reason.UNSUPPORTED_FORMAT, Message.of("engine.photo.no-preview", name));
        }
        Metadata own = metadata(preview.of(file));
        boolean silent = exif == null || !exif.containsTag(ExifDirectoryBase.TAG_ORIENTATION);
        LocalDateTime taken = EmbeddedMetadata.taken(raw);
        return header(
                PhotoFormat.RAW,
                new Size(preview.width(), preview.height()),
                orientation(silent ? mainDirectory(own) : exif),
                taken == null ? EmbeddedMetadata.taken(own) : taken);
    }

    private static PhotoHeader header(
            PhotoFormat format, Size stored, int orientation, @Nullable LocalDateTime dateTaken) {
        boolean upright = orientation < 5;
        return new PhotoHeader(
                format,
                upright ? stored.width : stored.height,
                upright ? stored.height : stored.width,
                orientation,
                dateTaken);
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

    private static Size heifSize(byte[] file, String name) throws UnreadablePhotoException {
        try (HeifFile heif = HeifFile.open(file)) {
            return new Size(heif.width(), heif.height());
        } catch (HeifException e) {
            throw e.toUnreadable(name);
        }
    }

    private static Metadata metadata(byte[] file) {
        return EmbeddedMetadata.parse(new ByteArrayInputStream(file), file.length);
    }

    /** The directory that says how the picture lies; Panasonic's RAW files have one of their own. */
    private static @Nullable Directory mainDirectory(Metadata metadata) {
        Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        return exif == null ? metadata.getFirstDirectoryOfType(PanasonicRawIFD0Directory.class) : exif;
    }

    /**
     * RAW files of the TIFF family begin with a small preview and keep the picture itself in a sub-directory, or it is
     * coded in a maker's own way.
     */
    private static boolean isRaw(Directory exif) {
        Integer compression = exif.getInteger(ExifDirectoryBase.TAG_COMPRESSION);
        if (compression != null && MAKERS_COMPRESSIONS.contains(compression)) {
            return true;
        }
        Integer subfile = exif.getInteger(ExifDirectoryBase.TAG_NEW_SUBFILE_TYPE);
        boolean previewFirst = subfile != null && (subfile & 1) == 1;
        return exif.containsTag(TAG_DNG_VERSION) || previewFirst && exif.containsTag(TAG_SUB_IFDS);
    }

    private static int orientation(@Nullable Directory exif) {
        Integer value = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        return value == null || value < 1 || value > 8 ? 1 : value;
    }
}
