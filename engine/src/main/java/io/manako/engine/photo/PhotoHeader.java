package io.manako.engine.photo;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its picture before it is decoded.
 *
 * @param width pixels after EXIF orientation is applied
 * @param height pixels after EXIF orientation is applied
 * @param orientation EXIF orientation, from 1 (as stored) to 8; 1 where the file has none or nonsense
 * @param dateTaken when the shutter opened, by the camera's own clock, or null
 */
public record PhotoHeader(
        PhotoFormat format,
        int width,
        int height,
        int orientation,
        @Nullable LocalDateTime dateTaken) {}
