package io.manako.engine.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How a photo is turned to be upright (EXIF 2.32, tag 0x0112).
 *
 * @param value from 1 (as stored) to 8
 */
record Orientation(int value) {
    /** Of a photo's file; as stored where the file does not say, or cannot be read. */
    static Orientation of(Path photo) {
        try {
            Directory exif = EmbeddedMetadata.blocks(photo).getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return new Orientation(value == null || value < 1 || value > 8 ? 1 : value);
        } catch (IOException e) {
            return new Orientation(1);
        }
    }

    /** Whether width and height change places. */
    boolean isTurned() {
        return value >= 5;
    }

    /**
     * A point of the upright picture in the stored one, as fractions of their sides.
     *
     * @return x and y
     */
    double[] stored(double x, double y) {
        return switch (value) {
            case 2 -> new double[] {1 - x, y};
            case 3 -> new double[] {1 - x, 1 - y};
            case 4 -> new double[] {x, 1 - y};
            case 5 -> new double[] {y, x};
            case 6 -> new double[] {y, 1 - x};
            case 7 -> new double[] {1 - y, 1 - x};
            case 8 -> new double[] {1 - y, x};
            default -> new double[] {x, y};
        };
    }
}
