package io.manako.engine.phs;

import io.manako.engine.message.Message;
import io.manako.engine.prompt.PromptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * PHS, prompt-guided attention head selection: which heads a prompt speaks to, and how much each takes part (method.md
 * §3, after <i>Prompt-Guided Attention Head Selection for Focus-Oriented Image Retrieval</i>, 2025). A pure function of
 * the attention maps and the prompt.
 *
 * @param gates γ, {@code float[F][H]}; a block's row sums to H
 * @param heads what is said of every head, block by block
 */
public record HeadSelection(float[][] gates, List<HeadScore> heads) {
    /** Masses below count as this one: a head that looks past the prompt is no better than another that does. */
    private static final float LEAST_MASS = 1e-6f;

    /**
     * Scores the heads of the last F blocks and gates those of the selection's. Where all heads of a block match alike,
     * as without a prompt, each gets a gate of 1.
     *
     * @param maps {@code float[F][H][N]}: CLS's attention to the patches
     * @param firstBlock number of the first of the F blocks
     * @param region m, {@code float[N]} in [−1, 1]
     * @param overrides heads switched on (a gate of at least 1 before the row is scaled to H) or off (a gate of 0) by hand
     * @throws IllegalArgumentException if an override names no head of these blocks or leaves a block without a head
     */
    public static HeadSelection select(
            float[][][] maps,
            int firstBlock,
            float[] region,
            HeadScoring scoring,
            Selection selection,
            Map<HeadId, Boolean> overrides) {
        int firstSelected = maps.length - selection.blocks();
        requireHeads(overrides, maps, firstBlock);
        float[][] gates = new float[maps.length][];
        List<HeadScore> heads = new ArrayList<>();
        for (int f = 0; f < maps.length; f++) {
            float[] scores = new float[maps[f].length];
            for (int h = 0; h < scores.length; h++) {
                scores[h] = scoring.score(maps[f][h], region);
            }
            gates[f] = f < firstSelected ? ones(scores.length) : gates(scores, scoring, selection);
            override(gates[f], firstBlock + f, overrides);
            for (int h = 0; h < scores.length; h++) {
                boolean selected = overrides.getOrDefault(new HeadId(firstBlock + f, h), gates[f][h] >= 1);
                heads.add(new HeadScore(firstBlock + f, h, scores[h], selected, gates[f][h]));
            }
        }
        return new HeadSelection(gates, List.copyOf(heads));
    }

    /** γ of one block from its scores, {@code float[H]}. */
    static float[] gates(float[] scores, HeadScoring scoring, Selection selection) {
        if (allEqual(scores)) {
            return ones(scores.length);
        }
        return switch (selection) {
            case Selection.All all -> ones(scores.length);
            case Selection.TopK top -> topK(scores, top.k());
            case Selection.Soft soft -> softmax(scores, scoring == HeadScoring.MASS, soft.tau());
        };
    }

    private static float[] topK(float[] scores, int k) {
        float[] gates = new float[scores.length];
        int chosen = Math.min(k, scores.length);
        for (int i = 0; i < chosen; i++) {
            int best = -1;
            for (int h = 0; h < scores.length; h++) {
                if (gates[h] == 0 && (best < 0 || scores[h] > scores[best])) {
                    best = h;
                }
            }
            gates[best] = (float) scores.length / chosen;
        }
        return gates;
    }

    /** H · softmax(s/τ). The largest exponent is 0, so nothing overflows. */
    private static float[] softmax(float[] scores, boolean logarithm, float tau) {
        double[] exponents = new double[scores.length];
        for (int h = 0; h < scores.length; h++) {
            exponents[h] = (logarithm ? Math.log(Math.max(LEAST_MASS, scores[h])) : scores[h]) / tau;
        }
        double largest = Arrays.stream(exponents).max().orElse(0);
        float[] gates = new float[scores.length];
        for (int h = 0; h < gates.length; h++) {
            gates[h] = (float) Math.exp(exponents[h] - largest);
        }
        scaleToHeads(gates);
        return gates;
    }

    private static void override(float[] gates, int block, Map<HeadId, Boolean> overrides) {
        boolean changed = false;
        for (int h = 0; h < gates.length; h++) {
            Boolean on = overrides.get(new HeadId(block, h));
            if (on != null) {
                gates[h] = on ? Math.max(1, gates[h]) : 0;
                changed = true;
            }
        }
        if (changed && !scaleToHeads(gates)) {
            throw new PromptException(Message.of("engine.heads.none", block));
        }
    }

    /** Scales gates so that they sum to H; false, and nothing done, where all are 0. */
    private static boolean scaleToHeads(float[] gates) {
        double sum = 0;
        for (float gate : gates) {
            sum += gate;
        }
        if (sum == 0) {
            return false;
        }
        for (int h = 0; h < gates.length; h++) {
            gates[h] = (float) (gates[h] * gates.length / sum);
        }
        return true;
    }

    private static void requireHeads(Map<HeadId, Boolean> overrides, float[][][] maps, int firstBlock) {
        for (HeadId id : overrides.keySet()) {
            int f = id.block() - firstBlock;
            if (f < 0 || f >= maps.length || id.head() < 0 || id.head() >= maps[f].length) {
                throw new IllegalArgumentException("There is no head " + id.head() + " in block " + id.block()
                        + ": prompts select among the " + maps[0].length + " heads of blocks " + firstBlock + " to "
                        + (firstBlock + maps.length - 1) + ", counted from 0.");
            }
        }
    }

    private static boolean allEqual(float[] scores) {
        for (float score : scores) {
            if (score != scores[0]) {
                return false;
            }
        }
        return true;
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
