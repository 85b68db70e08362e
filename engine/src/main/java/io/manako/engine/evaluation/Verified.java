package io.manako.engine.evaluation;

import io.manako.engine.evaluation.Answer.Ranked;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.geometry.Keypoints;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best of a ranking looked at again by geometry: photos that show the very same thing come first, those with the most
 * features that agree before the others, and say where it is.
 *
 * @param thing features of what is marked
 * @param marked the box around it, in pixels of its photo
 * @param known what was found so far, by photo; shared by the rows that ask the same
 * @param best photos that are looked at
 */
record Verified(Keypoints thing, Box marked, Map<Integer, Optional<Agreement>> known, int best) {
    Answer of(Answer answer, Candidates candidates) {
        List<Ranked> order = answer.order();
        int looked = Math.min(best, order.size());
        List<Ranked> same = new ArrayList<>();
        List<Ranked> others = new ArrayList<>();
        for (Ranked ranked : order.subList(0, looked)) {
            Agreement agreement = known.computeIfAbsent(
                            ranked.photo(),
                            photo -> GeometricVerifier.verify(
                                    thing,
                                    candidates.patches().get(photo).keypoints().get()))
                    .filter(found -> found.features() >= GeometricVerifier.CERTAIN)
                    .orElse(null);
            if (agreement == null) {
                others.add(ranked);
            } else {
                same.add(new Ranked(
                        ranked.photo(),
                        agreement.features(),
                        () -> candidates.placeOf(ranked.photo(), agreement, marked)));
            }
        }
        same.sort(Comparator.comparingDouble(found -> -found.score()));
        same.addAll(others);
        same.addAll(order.subList(looked, order.size()));
        return new Answer(same);
    }
}
