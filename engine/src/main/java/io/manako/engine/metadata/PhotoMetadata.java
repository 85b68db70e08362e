package io.manako.engine.metadata;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What files say of a photo. Texts have no control characters but line breaks, and none is blank.
 *
 * @param keywords none twice, at most {@value #MOST_KEYWORDS}
 * @param title a line
 * @param caption what the photo shows, a line or more
 * @param taken when the shutter opened, by the camera's own clock
 * @param camera make and model
 * @param rating stars, from 1 to 5; 0 where somebody took them all away
 */
public record PhotoMetadata(
        List<Keyword> keywords,
        @Nullable String title,
        @Nullable String caption,
        @Nullable LocalDateTime taken,
        @Nullable String camera,
        @Nullable Integer rating,
        @Nullable Place place) {
    /** Nothing is known. */
    public static final PhotoMetadata NONE = new PhotoMetadata(List.of(), null, null, null, null, null, null);

    /** No photo has more; a file that has is broken or hostile. */
    static final int MOST_KEYWORDS = 500;

    public PhotoMetadata {
        keywords = List.copyOf(keywords);
    }

    /** What this says and, where it says nothing, what the other does. Keywords are of one of the two, never mixed. */
    public PhotoMetadata or(PhotoMetadata other) {
        return new PhotoMetadata(
                keywords.isEmpty() ? other.keywords : keywords,
                title == null ? other.title : title,
                caption == null ? other.caption : caption,
                taken == null ? other.taken : taken,
                camera == null ? other.camera : camera,
                rating == null ? other.rating : rating,
                place == null ? other.place : place);
    }
}
