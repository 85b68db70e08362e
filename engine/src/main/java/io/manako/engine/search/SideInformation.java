package io.manako.engine.search;

import io.manako.engine.lexical.WordRanking;
import io.manako.engine.photo.PhotoId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of photos besides how they look.
 *
 * @param words what the request's words find, or null where it has none
 * @param wording how alike photos are by what is written of them
 */
public record SideInformation(@Nullable WordRanking words, Wording wording) {
    /** Nothing is known. */
    public static final SideInformation NONE = new SideInformation(null, photos -> new float[0][]);

    /** Compares photos, and the request's words, by what is written. */
    @FunctionalInterface
    public interface Wording {
        /**
         * @param photos each once
         * @return {@code float[n + 1][n + 1]}, cosines, the request's words first and zeros where nothing is written; empty
         *     where nothing is written of any of the photos
         */
        float[][] cosines(List<PhotoId> photos);
    }
}
