package io.manako.engine.train;

import io.manako.engine.vit.LearningStem;
import io.manako.engine.vit.Safetensors.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter, 2019) on plain arrays, with clipping of the whole gradient's length and decay of matrices
 * only. Changes parameters in place. Not thread-safe.
 *
 * @param first running means of the gradients, by parameter
 * @param second running means of their squares
 */
record AdamW(Map<String, float[]> first, Map<String, float[]> second) {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.98f;
    private static final float EPSILON = 1e-8f;
    private static final float DECAY = 0.05f;
    private static final double LONGEST_GRADIENT = 1;
    private static final double STEM = 0.1;

    static AdamW of(Map<String, Tensor> parameters) {
        Map<String, float[]> first = new LinkedHashMap<>();
        Map<String, float[]> second = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            first.put(name, new float[tensor.values().length]);
            second.put(name, new float[tensor.values().length]);
        });
        return new AdamW(first, second);
    }

    /** Length of the whole gradient; not finite where a value of it is not. */
    static double length(Map<String, float[]> gradients) {
        double square = 0;
        for (float[] gradient : gradients.values()) {
            for (float g : gradient) {
                square += (double) g * g;
            }
        }
        return Math.sqrt(square);
    }

    /** The stem, which knows pictures already, goes a tenth of the way. */
    private static double share(String name) {
        return name.startsWith(LearningStem.PREFIX) ? STEM : 1;
    }

    /** @param step number of the step, from 1 */
    void update(Map<String, Tensor> parameters, Map<String, float[]> gradients, int step, double rate) {
        float scale = (float) Math.min(1, LONGEST_GRADIENT / (length(gradients) + 1e-6));
        float root = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, step)));
        gradients.forEach((name, gradient) -> {
            Tensor tensor = parameters.get(name);
            float[] m = first.get(name);
            float[] v = second.get(name);
            if (tensor == null || m == null || v == null) {
                throw new IllegalArgumentException("no parameter " + name);
            }
            float[] p = tensor.values();
            float unbias = (float) (rate * share(name) / (1 - Math.pow(BETA1, step)));
            float keep = tensor.shape().length == 2 ? (float) (1 - rate * DECAY) : 1;
            for (int i = 0; i < p.length; i++) {
                float g = gradient[i] * scale;
                m[i] = BETA1 * m[i] + (1 - BETA1) * g;
                v[i] = BETA2 * v[i] + (1 - BETA2) * g * g;
                p[i] = p[i] * keep - unbias * m[i] / ((float) Math.sqrt(v[i]) * root + EPSILON);
            }
        });
    }
}
