package io.manako.engine.metadata;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metadata inside a photo's file. Where blocks differ, XMP counts more than IPTC, and IPTC more than EXIF's few texts; the
 * date is EXIF's first, since it is the camera that saw it.
 */
public final class EmbeddedMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMetadata.class);
    private static final int BUFFER = 1 << 16;

    /** What cameras write as a description of every photo. */
    private static final Set<String> NO_CAPTIONS = Set.of(
            "OLYMPUS DIGITAL CAMERA", "SONY DSC", "MINOLTA DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA", "DCIM");

    private EmbeddedMetadata() {}

    /** The blocks of a file; none where they are broken, which does not spoil the picture. */
    public static Metadata parse(InputStream file, long length) {
        try {
            return ImageMetadataReader.readMetadata(new TagLimit(file), length);
        } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError e) {
            return new Metadata();
        } catch (OutOfMemoryError e) {
            LOG.warn("a file claims to have more metadata than the memory holds", e);
            return new Metadata();
        }
    }

    /**
     * Reads a photo's metadata, and of its file hardly more than those.
     *
     * @throws IOException if the file cannot be read at all
     */
    public static PhotoMetadata read(Path file) throws IOException {
        return of(blocks(file));
    }

    static Metadata blocks(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER)) {
            return parse(in, channel.size());
        }
    }

    /** When the photo was taken, or null where the blocks do not say. */
    public static @Nullable LocalDateTime taken(Metadata metadata) {
        Directory details = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        LocalDateTime taken =
                details == null ? null : Dates.parse(details.getString(ExifDirectoryBase.TAG_DATETIME_ORIGINAL));
        if (taken == null && details != null) {
            taken = Dates.parse(details.getString(ExifDirectoryBase.TAG_DATETIME_DIGITIZED));
        }
        return taken == null ? takenElsewhere(metadata) : taken;
    }

    private static @Nullable LocalDateTime takenElsewhere(Metadata metadata) {
        LocalDateTime taken = xmp(metadata).taken();
        if (taken == null) {
            taken = iptc(metadata).taken();
        }
        // The time of the last change, but better than none.
        Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        return taken == null && exif != null ? Dates.parse(exif.getString(ExifDirectoryBase.TAG_DATETIME)) : taken;
    }

    /** What the blocks say. */
    public static PhotoMetadata of(Metadata metadata) {
        PhotoMetadata all = xmp(metadata).or(iptc(metadata)).or(exif(metadata));
        return new PhotoMetadata(
                all.keywords(), all.title(), all.caption(), taken(metadata), all.camera(), all.rating(), all.place());
    }

    private static PhotoMetadata xmp(Metadata metadata) {
        PhotoMetadata all = PhotoMetadata.NONE;
        for (XmpDirectory directory : metadata.getDirectoriesOfType(XmpDirectory.class)) {
            all = all.or(new XmpReader(directory.getXMPMeta()).read());
        }
        return all;
    }

    private static PhotoMetadata iptc(Metadata metadata) {
        Directory iptc = metadata.getFirstDirectoryOfType(IptcDirectory.class);
        if (iptc == null) {
            return PhotoMetadata.NONE;
        }
        Keywords keywords = new Keywords();
        String[] words = iptc.getStringArray(IptcDirectory.TAG_KEYWORDS);
        List.of(words == null ? new String[0] : words).forEach(keywords::add);
        String title = Texts.line(iptc.getString(IptcDirectory.TAG_OBJECT_NAME));
        String date = iptc.getString(IptcDirectory.TAG_DATE_CREATED);
        String time = iptc.getString(IptcDirectory.TAG_TIME_CREATED);
        LocalDateTime taken = time == null ? null : Dates.parse(date + " " + time);
        return new PhotoMetadata(
                keywords.all(),
                title == null ? Texts.line(iptc.getString(IptcDirectory.TAG_HEADLINE)) : title,
                Texts.lines(iptc.getString(IptcDirectory.TAG_CAPTION)),
                taken == null ? Dates.parse(date) : taken,
                null,
                null,
                null);
    }

    private static PhotoMetadata exif(Metadata metadata) {
        Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        Place place = gps == null ? null : place(gps.getGeoLocation());
        if (exif == null) {
            return new PhotoMetadata(List.of(), null, null, null, null, null, place);
        }
        Keywords keywords = new Keywords();
        String words = exif.getDescription(ExifDirectoryBase.TAG_WIN_KEYWORDS);
        List.of((words == null ? "" : words).split(";")).forEach(keywords::add);
        String caption = Texts.lines(exif.getString(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION));
        return new PhotoMetadata(
                keywords.all(),
                Texts.line(exif.getDescription(ExifDirectoryBase.TAG_WIN_TITLE)),
                caption == null || NO_CAPTIONS.contains(caption)
                        ? Texts.lines(exif.getDescription(ExifDirectoryBase.TAG_WIN_COMMENT))
                        : caption,
                null,
                Camera.name(exif.getString(ExifDirectoryBase.TAG_MAKE), exif.getString(ExifDirectoryBase.TAG_MODEL)),
                Ratings.stars(exif.getString(ExifDirectoryBase.TAG_RATING)),
                place);
    }

    private static @Nullable Place place(@Nullable GeoLocation location) {
        if (location == null || location.isZero()) { // zeros are what receivers write before they know
            return null;
        }
        return Place.isOnEarth(location.getLatitude(), location.getLongitude())
                ? new Place(location.getLatitude(), location.getLongitude())
                : null;
    }
}
