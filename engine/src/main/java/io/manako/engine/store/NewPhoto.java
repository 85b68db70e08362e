package io.manako.engine.store;

import io.manako.engine.photo.PixelHash;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A picture seen for the first time.
 *
 * @param picture its identity
 * @param width pixels, after EXIF rotation
 * @param height pixels, after EXIF rotation
 * @param format name of the file format, at most 20 characters
 * @param taken camera's clock, or null where the file does not say
 */
public record NewPhoto(
        PixelHash picture,
        int width,
        int height,
        String format,
        @Nullable LocalDateTime taken) {}
