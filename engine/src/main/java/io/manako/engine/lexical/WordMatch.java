package io.manako.engine.lexical;

import io.manako.engine.photo.PhotoId;
import java.util.List;

/**
 * A photo found by words.
 *
 * @param rank from 1; photos of the same score share one
 * @param score by BM25; comparable within one ranking, higher is better
 * @param words those that the photo has, as they were asked for
 */
public record WordMatch(PhotoId photo, int rank, float score, List<String> words) {
    public WordMatch {
        words = List.copyOf(words);
    }
}
