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
 * need no common scale so.
 */
final class RankFusion {
    private static final float K = 60;

    /** Of what photos show, and of what is written of them. */
    private static final float LOOKS = 1;

    private static final float WORDS = 1;

    private RankFusion() {}

    /**
     * Joins two rankings.
     *
     * @param looks by what the photos show, best first; their ranks are taken from the order
     * @return at most {@code limit}, best first
     */
    static List<Hit> of(List<Hit> looks, WordRanking words, int limit) {
        Map<PhotoId, WordMatch> matches = new HashMap<>();
        words.matches().forEach(match -> matches.put(match.photo(), match));
        List<Hit> blended = new ArrayList<>(looks.size());
        for (int i = 0; i < looks.size(); i++) {
            Hit hit = looks.get(i);
            blended.add(hit.with(blend(i + 1, matches.get(hit.id()))));
        }
        blended.sort(Comparator.comparingDouble((Hit hit) -> score(hit)).reversed());
        List<Hit> best = new ArrayList<>();
        for (Hit hit : blended.subList(0, Math.min(limit, blended.size()))) {
            best.add(hit.at(best.size() + 1));
        }
        return List.copyOf(best);
    }

    private static Blend blend(int lookRank, @Nullable WordMatch match) {
        float score = LOOKS / (K + lookRank) + (match == null ? 0 : WORDS / (K + match.rank()));
        return new Blend(score, lookRank, match);
    }

    private static double score(Hit hit) {
        Blend blend = hit.blend();
        return blend == null ? 0 : blend.score();
    }
}
