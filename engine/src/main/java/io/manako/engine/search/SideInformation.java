package io.manako.engine.search;

import io.manako.engine.lexical.WordRanking;
import io.manako.engine.photo.PhotoId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of photos besides how they look.
 *
 * @param words what the request's words find, or null where it has none
 * @param wording how alike photos are by what is written of them
 * @param labelling how well photos fit what a region may be called
 * @param tagging what photos with a tag have in common
 */
public record SideInformation(@Nullable WordRanking words, Wording wording, Labelling labelling, Tagging tagging) {
    /** Nothing is known. */
    public static final SideInformation NONE = new SideInformation(
            null, photos -> new float[0][], (region, photos) -> Labels.NONE, tag -> Optional.empty());

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

    /** Compares photos with a region by labels that were learned. */
    @FunctionalInterface
    public interface Labelling {
        /** @param region {@code float[D]}, L2-normalised */
        Labels of(float[] region, List<PhotoId> photos);

        /** What a region may be called, the most probable first; empty where nothing stands out. */
        default List<String> names(float[] region) {
            return List.of();
        }
    }

    /**
     * What labels say of photos.
     *
     * @param scores {@code float[n]}, more for what fits better; empty where no labels were learned
     * @param say how much that counts, from 0 for a region that is none of what they name to 1
     */
    public record Labels(float[] scores, float say) {
        static final Labels NONE = new Labels(new float[0], 0);
    }

    /** Knows how what a tag names looks. */
    @FunctionalInterface
    public interface Tagging {
        /**
         * What the photos with a tag have in common.
         *
         * @param tag its name or another name of it
         * @return {@code float[D]}, L2-normalised; empty where there is no such tag, or no photo with it that can be found
         */
        Optional<float[]> of(String tag);
    }

    /** The same with what words find. */
    public SideInformation withWords(WordRanking found) {
        return new SideInformation(found, wording, labelling, tagging);
    }

    public SideInformation withWording(Wording compared) {
        return new SideInformation(words, compared, labelling, tagging);
    }

    public SideInformation withLabels(Labelling learned) {
        return new SideInformation(words, wording, learned, tagging);
    }

    public SideInformation withTags(Tagging known) {
        return new SideInformation(words, wording, labelling, known);
    }
}
