package io.manako.engine.labels;

import io.manako.engine.vector.Simd;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression on bags of vectors: a photo is a bag of its windows, and what it is called may be about any of them. The
 * evidence of a bag is the log-mean-exp of its vectors', at temperature 2, so that one window that speaks loud is enough
 * (multi-instance learning). A bag of one vector makes it plain logistic regression. Immutable and thread-safe.
 *
 * @param weights {@code float[D]}
 * @param bias log odds of a bag without evidence
 */
public record BagClassifier(float[] weights, float bias) {
    private static final int ITERATIONS = 60;
    private static final float TEMPERATURE = 2;

    /** Log odds that the label fits the bag {@code float[n][D]}, n ≥ 1. */
    public float logit(float[][] bag) {
        return logMeanExp(evidence(bag)) + bias;
    }

    /** Evidence of each vector, {@code float[n]}. */
    float[] evidence(float[][] bag) {
        float[] evidence = new float[bag.length];
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = Simd.dot(weights, bag[i]);
        }
        return evidence;
    }

    /**
     * Vectors to learn from.
     *
     * @param vectors {@code float[n][D]}, those that may be what the label names, n ≥ 1
     * @param of how many the bag has, n or more; what is known to show something else has nothing to say for the label
     */
    record Bag(float[][] vectors, int of) {
        Bag(float[][] vectors) {
            this(vectors, vectors.length);
        }

        private float logit(float[] evidence) {
            // As if the others' evidence were −∞, so that a whole bag, in which they speak, has at least as much.
            return logMeanExp(evidence) + (float) Math.log((double) vectors.length / of) / TEMPERATURE;
        }
    }

    /**
     * Learns a label. The same bags give the same classifier.
     *
     * @param bags {@code float[photos][n][D]}; n may differ
     * @param present whether each photo has the label; some have and some have not
     * @param decay weight of half the weights' squared length beside the sum of the losses
     */
    public static BagClassifier fit(float[][][] bags, boolean[] present, double decay) {
        return fit(Arrays.stream(bags).map(Bag::new).toList(), present, decay);
    }

    static BagClassifier fit(List<Bag> bags, boolean[] present, double decay) {
        int dimension = bags.getFirst().vectors()[0].length;
        int count = 0;
        for (boolean has : present) {
            count += has ? 1 : 0;
        }
        double[] start = new double[dimension + 1];
        start[dimension] = Math.log((count + 0.5) / (present.length - count + 0.5));
        double[] fitted = Lbfgs.minimise(start, ITERATIONS, (x, gradient) -> loss(bags, present, decay, x, gradient));
        return of(fitted);
    }

    private static BagClassifier of(double[] parameters) {
        float[] weights = new float[parameters.length - 1];
        for (int d = 0; d < weights.length; d++) {
            weights[d] = (float) parameters[d];
        }
        return new BagClassifier(weights, (float) parameters[weights.length]);
    }

    /** Cross-entropy of all bags and decay, and its gradient. */
    private static double loss(List<Bag> bags, boolean[] present, double decay, double[] x, double[] gradient) {
        BagClassifier now = of(x);
        int dimension = now.weights.length;
        float[] pull = new float[dimension];
        double loss = 0;
        double biasPull = 0;
        for (int i = 0; i < present.length; i++) {
            float[][] vectors = bags.get(i).vectors();
            float[] evidence = now.evidence(vectors);
            double logit = bags.get(i).logit(evidence) + x[dimension];
            double error = sigmoid(logit) - (present[i] ? 1 : 0);
            loss += Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(present[i] ? -logit : logit, 0);
            biasPull += error;
            float[] shares = shares(evidence);
            for (int v = 0; v < shares.length; v++) {
                float pulled = (float) error * shares[v];
                float[] vector = vectors[v];
                for (int d = 0; d < dimension; d++) {
                    pull[d] += pulled * vector[d];
                }
            }
        }
        for (int d = 0; d < dimension; d++) {
            loss += decay / 2 * x[d] * x[d];
            gradient[d] = pull[d] + decay * x[d];
        }
        gradient[dimension] = biasPull;
        return loss;
    }

    private static float logMeanExp(float[] values) {
        float largest = largest(values);
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(TEMPERATURE * (value - largest));
        }
        return largest + (float) Math.log(sum / values.length) / TEMPERATURE;
    }

    private static float[] shares(float[] values) {
        float largest = largest(values);
        float[] shares = new float[values.length];
        float sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) Math.exp(TEMPERATURE * (values[i] - largest));
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    private static float largest(float[] values) {
        float largest = values[0];
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BagClassifier that
                && Arrays.equals(weights, that.weights)
                && Float.compare(bias, that.bias) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
