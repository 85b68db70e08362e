package io.manako.engine.search;

import io.manako.engine.lexical.WordMatch;
import io.manako.engine.lexical.WordRanking;
import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher, <i>Reciprocal Rank Fusion Outperforms Condorcet and
 * Individual Rank Learning Methods</i>, 2009): a photo has w / (K + rank) of each ranking that it is in. Scores of two kinds
 * need no common scale so. Immutable and thread-safe.
 *
 * @param constant K: the larger, the less the first ranks stand out
 * @param looks w of what photos show
 * @param words w of what is written of them
 */
public record RankFusion(float constant, float looks, float words) {
    /** Equal say, with the constant of the paper. */
    public static final RankFusion EQUAL = new RankFusion(60, 1, 1);

    /**
     * Words have half the say of looks: a right word brings nearly as much as with equal say, and a wrong one does less than
     * half the harm, on both models and both halves of the photos (docs/evaluation.md).
     */
    public static final RankFusion DEFAULT = new RankFusion(60, 1, 0.5f);

    /**
     * Joins two rankings.
     *
     * @param shown by what the photos show, best first; their ranks are taken from the order
     * @return at most {@code limit}, best first
     */
    public List<Hit> of(List<Hit> shown, WordRanking written, int limit) {
        Map<PhotoId, WordMatch> matches = new HashMap<>();
        written.matches().forEach(match -> matches.put(match.photo(), match));
        List<Hit> blended = new ArrayList<>(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            Hit hit = shown.get(i);
            blended.add(hit.with(blend(i + 1, matches.get(hit.id()))));
        }
        blended.sort(Comparator.comparingDouble((Hit hit) -> score(hit)).reversed());
        List<Hit> best = new ArrayList<>();
        for (Hit hit : blended.subList(0, Math.min(limit, blended.size()))) {
            best.add(hit.at(best.size() + 1));
        }
        return List.copyOf(best);
    }

    private Blend blend(int lookRank, @Nullable WordMatch match) {
        float score = looks / (constant + lookRank) + (match == null ? 0 : words / (constant + match.rank()));
        return new Blend(score, lookRank, match);
    }

    private static double score(Hit hit) {
        Blend blend = hit.blend();
        return blend == null ? 0 : blend.score();
    }
}
