package io.manako.engine.lexical;

import io.manako.engine.photo.PhotoId;
import java.util.List;
import java.util.function.Predicate;

/**
 * What words find.
 *
 * @param matches best first
 * @param admits whether a photo has all words that must be there and none that must not, whatever else it has
 * @param missing words that no eligible photo has, as they were asked for; never those that must not be there
 */
public record WordRanking(List<WordMatch> matches, Predicate<PhotoId> admits, List<String> missing) {
    public WordRanking {
        matches = List.copyOf(matches);
        missing = List.copyOf(missing);
    }
}
