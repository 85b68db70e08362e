package io.manako.engine.search;

import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param prompts marks on the query photo; empty: the whole photo
 * @param overrides heads that the user switched on (true) or off (false) by hand
 * @param limit number of hits wanted, at least 1
 * @param folder only photos in this folder and below, or null for all
 * @param filter further conditions that a photo must meet
 * @param judgements what the user said of earlier hits and of tags; photos that are not wanted, or have a tag that is not, are
 *     no hits any more
 * @param closeUp whether the marks are looked at from near, too: a pass of its own, better than a quick answer while a
 *     mark is still being drawn
 * @param words that photos shall have, too, as {@link io.manako.engine.lexical.WordQuery} reads them; blank: none
 */
public record SearchRequest(
        List<Prompt> prompts,
        Map<HeadId, Boolean> overrides,
        int limit,
        @Nullable Path folder,
        Filter filter,
        List<Judgement> judgements,
        boolean closeUp,
        String words) {
    public SearchRequest {
        judgements = List.copyOf(judgements);
        prompts = List.copyOf(prompts);
        overrides = Map.copyOf(overrides);
        if (limit < 1) {
            throw new IllegalArgumentException("a search needs room for at least one hit, not " + limit);
        }
    }

    /** Without words. */
    public SearchRequest(
            List<Prompt> prompts,
            Map<HeadId, Boolean> overrides,
            int limit,
            @Nullable Path folder,
            Filter filter,
            List<Judgement> judgements,
            boolean closeUp) {
        this(prompts, overrides, limit, folder, filter, judgements, closeUp, "");
    }

    /** Without further conditions, judgements and words. */
    public SearchRequest(List<Prompt> prompts, Map<HeadId, Boolean> overrides, int limit, @Nullable Path folder) {
        this(prompts, overrides, limit, folder, Filter.EVERYTHING, List.of(), true);
    }

    /** The same question, for so many hits. */
    public SearchRequest limit(int hits) {
        return new SearchRequest(prompts, overrides, hits, folder, filter, judgements, closeUp, words);
    }

    /** The same question, to be answered without a look at the marks from near. */
    public SearchRequest withoutCloseUp() {
        return new SearchRequest(prompts, overrides, limit, folder, filter, judgements, false, words);
    }

    /** Photos of which the user said that more like them are wanted, or that less are. */
    public Set<PhotoId> judged(boolean wanted) {
        return judgements.stream()
                .filter(judgement -> judgement.wanted() == wanted)
                .flatMap(
                        judgement -> judgement instanceof Judgement.OfPhoto of ? Stream.of(of.photo()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** Whether it asks for what is marked as first asked: no head was switched by hand, and nothing was said of hits. */
    public boolean asksByMarksAlone() {
        return overrides.isEmpty() && judgements.isEmpty() && marksAThing();
    }

    /** Whether anything is marked as meant. */
    public boolean marksAThing() {
        return prompts.stream().anyMatch(prompt -> prompt.polarity() == Polarity.POSITIVE);
    }
}
