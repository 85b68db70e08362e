package io.manako.engine.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.manako.engine.train.HybridNetwork.Output;
import io.manako.engine.vit.PyTorch;
import io.manako.engine.vit.Safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The losses of model.md and their gradients. Parameters are plain arrays: each step puts them into a scope of its own,
 * so that no tensor outlives it (a few milliseconds of copying, for a step of some hundreds).
 */
final class FocusDistillation {
    private final HybridShape shape;
    private final NDManager manager;

    FocusDistillation(HybridShape shape, NDManager manager) {
        this.shape = shape;
        this.manager = manager;
    }

    /** @param gradients of the weighted sum, under the parameters' names */
    record Step(Losses losses, Map<String, float[]> gradients) {}

    Step step(Map<String, Tensor> parameters, Batch batch) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getEngine(PyTorch.ENGINE).newGradientCollector()) {
            Map<String, NDArray> arrays = arrays(scope, parameters);
            arrays.values().forEach(array -> array.setRequiresGradient(true));
            Distances distances = distances(scope, arrays, batch);
            collector.backward(distances.total(scope));
            Map<String, float[]> gradients = new LinkedHashMap<>();
            arrays.forEach(
                    (name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
            return new Step(distances.losses(), gradients);
        }
    }

    /** The losses alone. */
    Losses losses(Map<String, Tensor> parameters, Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            return distances(scope, arrays(scope, parameters), batch).losses();
        }
    }

    /** The losses as tensors, through which gradients flow. */
    private record Distances(NDArray view, NDArray focus, NDArray gates, NDArray both, NDArray cells) {
        NDArray total(NDManager scope) {
            return view.mul(HybridNetwork.number(scope, Losses.VIEW))
                    .add(focus.mul(HybridNetwork.number(scope, Losses.FOCUS)))
                    .add(gates.mul(HybridNetwork.number(scope, Losses.GATES)))
                    .add(both.mul(HybridNetwork.number(scope, Losses.BOTH)))
                    .add(cells.mul(HybridNetwork.number(scope, Losses.CELLS)));
        }

        Losses losses() {
            return new Losses(view.getFloat(), focus.getFloat(), gates.getFloat(), both.getFloat(), cells.getFloat());
        }
    }

    private Distances distances(NDManager scope, Map<String, NDArray> arrays, Batch batch) {
        HybridNetwork network = new HybridNetwork(shape, arrays, scope);
        int b = batch.views();
        int t = batch.boxes();
        Output out = network.forward(
                array(scope, batch.middle(), b, shape.patches(), shape.middle()),
                array(scope, batch.deep(), b, shape.cells(), shape.deep()),
                array(scope, batch.regions(), b, t, shape.patches()));
        NDArray boxes = array(scope, batch.boxTargets(), b, t, shape.target());
        return new Distances(
                distance(network.linear("head", out.cls()), array(scope, batch.cls(), b, shape.target())),
                distance(network.linear("head", out.focus()), boxes),
                distance(network.linear("head", out.gated()), boxes),
                distance(network.linear("head", out.both()), boxes),
                distance(
                        network.linear("patch_head", out.cells()),
                        array(scope, batch.cells(), b, shape.cells(), shape.teacher())));
    }

    /**
     * Tokens without gradients: (CLS, focus tokens) of each view.
     *
     * @return {@code float[B * D]} and {@code float[B * T * D]}
     */
    float[][] describe(Map<String, Tensor> parameters, Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            Output out = new HybridNetwork(shape, arrays(scope, parameters), scope)
                    .forward(
                            array(scope, batch.middle(), batch.views(), shape.patches(), shape.middle()),
                            array(scope, batch.deep(), batch.views(), shape.cells(), shape.deep()),
                            array(scope, batch.regions(), batch.views(), batch.boxes(), shape.patches()));
            return new float[][] {out.cls().toFloatArray(), out.focus().toFloatArray()};
        }
    }

    /** Mean of 1 − cosine; targets have length 1. */
    private static NDArray distance(NDArray tokens, NDArray targets) {
        int[] last = {tokens.getShape().dimension() - 1};
        NDArray length = tokens.mul(tokens).sum(last, true).add(1e-12f).sqrt();
        return tokens.div(length).mul(targets).sum(last).mean().neg().add(1);
    }

    private static Map<String, NDArray> arrays(NDManager scope, Map<String, Tensor> parameters) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> arrays.put(name, array(scope, tensor.values(), tensor.shape())));
        return arrays;
    }

    private static NDArray array(NDManager scope, float[] values, long... shape) {
        return scope.create(FloatBuffer.wrap(values), new Shape(shape));
    }
}
