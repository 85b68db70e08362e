package io.manako.engine.photo;

import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small pictures of photos, kept on disk. A thumbnail is a JPEG named after its picture, which never becomes another one, and
 * its own size, so it never goes stale and deleting the folder costs only time.
 *
 * <p>Thread-safe, also across processes: files appear whole, and two makers of one thumbnail write the same.
 */
public final class Thumbnails {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z]{2,}");
    private static final int QUALITY = 85;

    private final Path folder;

    /** @param folder where to keep them; made when the first one is */
    public Thumbnails(Path folder) {
        this.folder = folder;
    }

    /**
     * A small picture of a photo, from the folder if it is there, else from the photo itself. Where the folder cannot be
     * written (a full disk) the picture is returned all the same.
     *
     * @param picture names the picture, by its number in a library or a hash: letters and digits, at least two
     * @param photo where it lies; not touched if the thumbnail exists
     * @param longSide pixels of the longer side at most; a smaller photo keeps its size
     * @throws UnreadablePhotoException if there is neither a thumbnail nor a photo to make it from
     */
    public Raster get(String picture, Path photo, int longSide) throws UnreadablePhotoException {
        Path file = fileOf(picture, longSide);
        if (Files.isRegularFile(file)) {
            try {
                return PhotoDecoder.decode(file, 0);
            } catch (UnreadablePhotoException e) {
                LOG.info("A thumbnail is broken and is made again: {}", e.getMessage());
            }
        }
        Raster thumbnail = of(photo, longSide);
        try {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, PictureWriter.jpeg(thumbnail, QUALITY));
        } catch (IOException e) {
            LOG.warn("The thumbnail of {} is shown but not kept: {}", photo, e.toString());
        }
        return thumbnail;
    }

    /** A small picture of a photo, nothing kept. */
    public static Raster of(Path photo, int longSide) throws UnreadablePhotoException {
        // The short side of a photo is unknown before its header is read; the long side is a safe stand-in for it,
        // and leaves the averaging of shrink enough pixels to work on.
        return Resampler.shrink(PhotoDecoder.decode(photo, longSide), longSide);
    }

    /** 256 folders, so that none holds more files than a file manager can show. */
    private Path fileOf(String picture, int longSide) {
        if (!NAME.matcher(picture).matches()) {
            throw new IllegalArgumentException("no name of a picture: " + picture);
        }
        return folder.resolve(picture.substring(0, 2)).resolve(picture + "-" + longSide + ".jpg");
    }
}
