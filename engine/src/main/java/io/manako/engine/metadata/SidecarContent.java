package io.manako.engine.metadata;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a photo in a sidecar.
 *
 * @param keywords with their hierarchies
 * @param unwanted names of keywords that the sidecar is not to have any more
 * @param rating stars, from 0 to 5; null: what the sidecar says stays
 * @param regions where in the photo keywords belong
 * @param width of the photo in pixels, after EXIF rotation
 * @param height of the photo in pixels, after EXIF rotation
 */
public record SidecarContent(
        List<Keyword> keywords,
        Predicate<String> unwanted,
        @Nullable Integer rating,
        List<Region> regions,
        int width,
        int height) {
    /** A keyword's box, as fractions of the photo's sides after EXIF rotation. */
    public record Region(String keyword, double left, double top, double width, double height) {}

    public SidecarContent {
        keywords = List.copyOf(keywords);
        regions = List.copyOf(regions);
    }
}
