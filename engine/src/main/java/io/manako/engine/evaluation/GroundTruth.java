package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which photos show what, and where: relevant is a photo with an instance of the category, a crowd included. */
final class GroundTruth {
    private static final double SAME_PLACE = 0.3;
    private static final double CLOSE_PLACE = 0.5;

    private final Map<String, Map<Integer, List<Box>>> boxes = new HashMap<>();

    GroundTruth(List<Instance> instances) {
        for (Instance instance : instances) {
            boxes.computeIfAbsent(instance.category(), category -> new HashMap<>())
                    .computeIfAbsent(instance.photo(), photo -> new ArrayList<>())
                    .add(instance.box());
        }
    }

    boolean shows(int photo, String category) {
        return !boxesIn(photo, category).isEmpty();
    }

    /** Where a photo shows instances of a category; empty where it shows none. */
    private List<Box> boxesIn(int photo, String category) {
        return boxes.getOrDefault(category, Map.of()).getOrDefault(photo, List.of());
    }

    /** Of each rank, whether its photo is relevant. */
    boolean[] relevant(Answer answer, String category) {
        boolean[] relevant = new boolean[answer.order().size()];
        for (int rank = 0; rank < relevant.length; rank++) {
            relevant[rank] = shows(answer.order().get(rank).photo(), category);
        }
        return relevant;
    }

    /** Of the first ten: how many are relevant, and how many of these are shown where an instance is. */
    Placed placedIn10(Answer answer, String category) {
        int relevant = 0;
        int placed = 0;
        int close = 0;
        for (Answer.Ranked ranked :
                answer.order().subList(0, Math.min(10, answer.order().size()))) {
            List<Box> instances = boxesIn(ranked.photo(), category);
            if (!instances.isEmpty()) {
                Box shown = ranked.place().box();
                double overlap =
                        instances.stream().mapToDouble(shown::iou).max().orElse(0);
                relevant++;
                placed += overlap >= SAME_PLACE ? 1 : 0;
                close += overlap >= CLOSE_PLACE ? 1 : 0;
            }
        }
        return new Placed(relevant, placed, close);
    }

    record Placed(int relevant, int placed, int close) {}
}
