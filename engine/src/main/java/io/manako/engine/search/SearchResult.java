package io.manako.engine.search;

import io.manako.engine.message.Message;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.ScoreBands;
import io.manako.engine.vit.ScoreBands.Band;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ranking and how it came about.
 *
 * @param grid patch grid of the query photo
 * @param region m, {@code float[N]} in [−1, 1]: the patches understood, all 0 where there is no prompt
 * @param heads every head of the last F blocks
 * @param hits best first
 * @param searched photos among which hits were looked for, after filters
 * @param lessons what the query has learned from judgements
 * @param called what the marked thing may be called, the most probable first, where learned labels had a say in the ranking
 * @param missing words that were asked for and that none of the photos has
 * @param bands what the hits' scores mean, or null where that is not known: of models and ways to ask that were not measured
 */
public record SearchResult(
        PatchGrid grid,
        float[] region,
        List<HeadScore> heads,
        List<Hit> hits,
        int searched,
        Timing millis,
        List<Lesson> lessons,
        List<String> called,
        List<String> missing,
        @Nullable ScoreBands bands) {

    /** A result whose scores are numbers and nothing else, by looks and words. */
    public SearchResult(
            PatchGrid grid, float[] region, List<HeadScore> heads, List<Hit> hits, int searched, Timing millis) {
        this(grid, region, heads, hits, searched, millis, List.of(), List.of(), List.of(), null);
    }

    /** Milliseconds: encoding of the query's prompt and close-up, ranking, and all of it. */
    public record Timing(double encode, double rank, double total) {
        private Timing after(double encoding) {
            return new Timing(encode + encoding, rank, total + encoding);
        }
    }

    /** The same result with other hits, or others first: they are ranked in the order given. */
    public SearchResult hits(List<Hit> others) {
        List<Hit> ranked = IntStream.range(0, others.size())
                .mapToObj(i -> others.get(i).at(i + 1))
                .toList();
        return new SearchResult(grid, region, heads, ranked, searched, millis, lessons, called, missing, bands);
    }

    /** The same result with so many hits at most, the best. */
    public SearchResult first(int most) {
        return hits(hits.subList(0, Math.min(most, hits.size())));
    }

    /** The same result, for which something had to be encoded first. */
    public SearchResult after(double encodingMillis) {
        return new SearchResult(
                grid, region, heads, hits, searched, millis.after(encodingMillis), lessons, called, missing, bands);
    }

    /** The same result, whose scores have a meaning. */
    public SearchResult meaning(@Nullable ScoreBands known) {
        return new SearchResult(grid, region, heads, hits, searched, millis, lessons, called, missing, known);
    }

    /** The same result, with what the query has learned. */
    SearchResult learned(List<Lesson> by) {
        return new SearchResult(grid, region, heads, hits, searched, millis, by, called, missing, bands);
    }

    /** The same result, with names for what was marked. */
    public SearchResult called(List<String> names) {
        return new SearchResult(
                grid, region, heads, hits, searched, millis, lessons, List.copyOf(names), missing, bands);
    }

    /** The same result, with words that were asked for in vain. */
    public SearchResult missing(List<String> words) {
        return new SearchResult(
                grid, region, heads, hits, searched, millis, lessons, called, List.copyOf(words), bands);
    }

    /** That words were asked for in vain, and which: one sentence, mostly none. */
    public Optional<Message> missingNotice() {
        return missing.stream()
                .map(Object.class::cast)
                .reduce((before, word) -> Message.of("engine.search.missing-and", before, word))
                .map(words -> Message.of(
                        missing.size() == 1 ? "engine.search.missing-word" : "engine.search.missing-words", words));
    }

    /** The first hit that is no strong match: from it on they are weaker. None where words had a say in the order. */
    public Optional<Hit> firstWeaker() {
        return hits.stream().anyMatch(hit -> hit.blend() != null)
                ? Optional.empty()
                : hits.stream()
                        .filter(hit -> hit.same() == null)
                        .filter(hit ->
                                band(hit).filter(band -> band != Band.STRONG).isPresent())
                        .findFirst();
    }

    /** How much a hit's score says, empty where that is not known or it was found by its words alone. */
    public Optional<Band> band(Hit hit) {
        return bands == null || hit.byWordsAlone() ? Optional.empty() : Optional.of(bands.of(hit.score()));
    }
}
