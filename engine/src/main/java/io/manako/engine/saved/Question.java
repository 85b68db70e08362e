package io.manako.engine.saved;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.vit.ModelInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that makes a search, but for the query photo's picture.
 *
 * @param photo the query photo, or null where words alone are asked for
 * @param request marks are in pixels of that photo
 * @param model name of the model that it was asked with
 * @param fingerprint of that model
 */
public record Question(@Nullable AskedPhoto photo, SearchRequest request, String model, String fingerprint) {
    /**
     * A query photo.
     *
     * @param path where it lay, absolute
     * @param id what it is in the library, or null for a photo from outside
     * @param width in pixels after EXIF rotation, as is {@code height}
     */
    public record AskedPhoto(Path path, @Nullable PhotoId id, int width, int height) {}

    /** Whether it was asked with another model than this one: the numbers of its heads mean nothing here. */
    public boolean isOfOther(ModelInfo present) {
        return !fingerprint.equals(present.fingerprint());
    }
}
