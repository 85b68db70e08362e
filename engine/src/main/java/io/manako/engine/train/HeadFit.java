package io.manako.engine.train;

import io.manako.engine.vit.LinearAlgebra;
import io.manako.engine.vit.Safetensors.Tensor;
import java.util.Map;

/**
 * Where the layers that the losses alone need start, when training goes on from weights, which lack them: ridge regressions
 * from what the weights say to the targets, as {@code fit_heads} of train_reference.py. With layers that know nothing, the
 * first hundred steps would unlearn what the weights know.
 */
final class HeadFit {
    private static final double RIDGE = 0.01;
    private static final int BATCH = 24;
    private static final int BATCHES = 20;

    private HeadFit() {}

    /** @param parameters {@code head.*} and {@code patch_head.*} are replaced */
    static void fit(
            Map<String, Tensor> parameters, HybridShape shape, FocusDistillation distillation, Batches batches) {
        int d = shape.dimension();
        Regression head = new Regression(d, shape.target());
        Regression cells = new Regression(d, shape.teacher());
        for (int i = 0; i < BATCHES; i++) {
            Batch batch = batches.of(i, BATCH);
            FocusDistillation.Described said = distillation.describe(parameters, batch);
            head.add(said.cls(), batch.cls());
            head.add(said.focus(), batch.boxTargets());
            head.add(said.both(), batch.boxTargets());
            cells.add(said.cells(), batch.cells());
        }
        put(parameters, "head", head);
        put(parameters, "patch_head", cells);
    }

    private static void put(Map<String, Tensor> parameters, String name, Regression regression) {
        regression.solve(RIDGE);
        parameters.put(
                name + ".weight", new Tensor(new long[] {regression.outputs, regression.inputs}, regression.weight));
        parameters.put(name + ".bias", new Tensor(new long[] {regression.outputs}, regression.bias));
    }

    /** Least squares with a ridge. */
    private static final class Regression {
        private final int inputs;
        private final int outputs;
        private final double[] sumOfX;
        private final double[] sumOfY;
        private final double[][] xx;
        private final double[][] xy;
        private final float[] weight;
        private final float[] bias;
        private int rows;

        Regression(int inputs, int outputs) {
            this.inputs = inputs;
            this.outputs = outputs;
            sumOfX = new double[inputs];
            sumOfY = new double[outputs];
            xx = new double[inputs][inputs];
            xy = new double[inputs][outputs];
            weight = new float[outputs * inputs];
            bias = new float[outputs];
        }

        void add(float[] x, float[] y) {
            for (int row = 0; row < x.length / inputs; row++) {
                for (int i = 0; i < inputs; i++) {
                    float xi = x[row * inputs + i];
                    sumOfX[i] += xi;
                    for (int j = 0; j <= i; j++) {
                        xx[i][j] += xi * x[row * inputs + j];
                    }
                    for (int k = 0; k < outputs; k++) {
                        xy[i][k] += xi * y[row * outputs + k];
                    }
                }
                for (int k = 0; k < outputs; k++) {
                    sumOfY[k] += y[row * outputs + k];
                }
                rows++;
            }
        }

        void solve(double ridge) {
            double trace = 0;
            for (int i = 0; i < inputs; i++) {
                for (int j = 0; j <= i; j++) {
                    xx[i][j] = xx[i][j] / rows - sumOfX[i] / rows * (sumOfX[j] / rows);
                }
                for (int k = 0; k < outputs; k++) {
                    xy[i][k] = xy[i][k] / rows - sumOfX[i] / rows * (sumOfY[k] / rows);
                }
                trace += xx[i][i];
            }
            for (int i = 0; i < inputs; i++) {
                xx[i][i] += ridge * trace / inputs + 1e-12;
                for (int j = 0; j < i; j++) {
                    xx[j][i] = xx[i][j];
                }
            }
            double[][] solution = LinearAlgebra.solve(xx, xy);
            for (int k = 0; k < outputs; k++) {
                double offset = sumOfY[k] / rows;
                for (int i = 0; i < inputs; i++) {
                    weight[k * inputs + i] = (float) solution[i][k];
                    offset -= solution[i][k] * sumOfX[i] / rows;
                }
                bias[k] = (float) offset;
            }
        }
    }
}
