package io.manako.engine.search;

import io.manako.engine.vector.TopK;
import io.manako.engine.vector.TopK.Ranked;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins a ranking by looks with one by labels: photos are ordered by the sum of both scores in standard deviations, with as much
 * say for labels as they have to say of the marked thing. Equal say at the most: half as much again is as good on both models
 * (docs/evaluation.md).
 */
final class LabelFusion {
    private static final double LEAST = 1e-12;

    private LabelFusion() {}

    /**
     * Orders photos. The first gets the best score of looks, the second the next, and so on, so that a score goes on to say as
     * much as it does without labels (quantile normalisation).
     *
     * @param looks scores by what is shown
     * @param labels of the same photos, or none to go by looks alone
     * @return the best first; of equals the earlier first
     */
    static List<Ranked> order(float[] looks, SideInformation.Labels labels) {
        List<Ranked> shown = sorted(looks);
        if (labels.scores().length == 0) {
            return shown;
        }
        Scale look = Scale.of(looks);
        Scale label = Scale.of(labels.scores());
        float[] both = new float[looks.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = look.standard(looks[i]) + labels.say() * label.standard(labels.scores()[i]);
        }
        List<Ranked> ordered = new ArrayList<>();
        for (Ranked best : sorted(both)) {
            ordered.add(new Ranked(best.item(), shown.get(ordered.size()).score()));
        }
        return ordered;
    }

    private static List<Ranked> sorted(float[] scores) {
        TopK all = new TopK(scores.length);
        for (int i = 0; i < scores.length; i++) {
            all.offer(i, scores[i]);
        }
        return all.drain();
    }

    private record Scale(double mean, double deviation) {
        static Scale of(float[] values) {
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += (double) value * value;
            }
            double mean = values.length == 0 ? 0 : sum / values.length;
            double variance = values.length == 0 ? 0 : squares / values.length - mean * mean;
            return new Scale(mean, Math.sqrt(Math.max(variance, LEAST)));
        }

        float standard(float value) {
            return (float) ((value - mean) / deviation);
        }
    }
}
