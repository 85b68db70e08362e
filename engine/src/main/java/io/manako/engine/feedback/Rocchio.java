package io.manako.engine.feedback;

import io.manako.engine.vector.Simd;
import java.util.List;

/**
 * The query moves towards what is wanted and away from what is not (Rocchio, Relevance feedback in information retrieval,
 * 1971). Two things are ours: few examples move it less than many, n of them by n / (n + evidence) of the weight; and
 * which instance of an example is meant is chosen anew by the query as it has become.
 *
 * @param towards weight of the wanted examples' mean beside the query's 1
 * @param away weight of the others' mean
 * @param evidence examples that bring half of the weight; 0: one brings all
 * @param passes choices of instances, at least 1
 */
public record Rocchio(float towards, float away, float evidence, int passes) implements QueryUpdate {
    @Override
    public Updated update(float[] query, List<Example> examples) {
        float[] updated = query;
        List<Integer> meant = List.of();
        for (int pass = 0; pass < passes; pass++) {
            meant = nearest(updated, examples);
            float[] next = query.clone();
            add(examples, meant, true, towards, next);
            add(examples, meant, false, -away, next);
            float norm = (float) Math.sqrt(Simd.dot(next, next));
            if (!(norm > 1e-6f)) {
                // What is not wanted is all that was asked for: no direction is left.
                return new Updated(query, meant);
            }
            for (int d = 0; d < next.length; d++) {
                next[d] /= norm;
            }
            updated = next;
        }
        return new Updated(updated, meant);
    }

    private static List<Integer> nearest(float[] query, List<Example> examples) {
        return examples.stream()
                .map(example -> Nearest.of(query, example.instances()))
                .toList();
    }

    private void add(List<Example> examples, List<Integer> meant, boolean wanted, float weight, float[] to) {
        long alike =
                examples.stream().filter(example -> example.wanted() == wanted).count();
        for (int e = 0; e < examples.size(); e++) {
            if (examples.get(e).wanted() == wanted) {
                float[] instance = examples.get(e).instances()[meant.get(e)];
                for (int d = 0; d < to.length; d++) {
                    to[d] += weight / (alike + evidence) * instance[d];
                }
            }
        }
    }
}
