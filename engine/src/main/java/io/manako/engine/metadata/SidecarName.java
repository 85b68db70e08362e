package io.manako.engine.metadata;

import java.nio.file.Path;

/** How programs name the XMP file beside a photo. */
public enum SidecarName {
    /** {@code photo.jpg.xmp}, as digiKam and darktable do: every photo has its own. */
    WHOLE,
    /**
     * {@code photo.xmp}, as Lightroom, Bridge and Capture One do: photos of one name with other endings, such as a RAW file and its
     * JPEG, would share it, so that the file says whose it is.
     */
    STEM;

    private static final String ENDING = ".xmp";

    /** The file of this name, which need not be there. */
    public Path beside(Path photo) {
        String name = String.valueOf(photo.getFileName());
        int dot = name.lastIndexOf('.');
        return photo.resolveSibling((this == WHOLE || dot <= 0 ? name : name.substring(0, dot)) + ENDING);
    }

    /** Of a photo, without the dot; empty where it has none. */
    static String ending(Path photo) {
        String name = String.valueOf(photo.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1);
    }
}
