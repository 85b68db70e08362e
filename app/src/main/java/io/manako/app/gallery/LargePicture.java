package io.manako.app.gallery;

import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoHeader;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.photo.UnreadablePhotoException;
import java.nio.file.Path;

/**
 * A photo to look at closely.
 *
 * @param width pixels of the photo after EXIF rotation: the coordinates of marks
 * @param height pixels of the photo after EXIF rotation: the coordinates of marks
 * @param pixels the picture, perhaps smaller, of the same aspect
 */
public record LargePicture(int width, int height, Raster pixels) {
    /**
     * Reads a photo once. Blocking.
     *
     * @param longSide pixels of the picture's longer side at most
     */
    public static LargePicture of(Path file, int longSide) throws UnreadablePhotoException {
        byte[] bytes = PhotoDecoder.read(file);
        PhotoHeader header = PhotoDecoder.header(bytes);
        return new LargePicture(
                header.width(), header.height(), Resampler.shrink(PhotoDecoder.decode(bytes, longSide), longSide));
    }
}
