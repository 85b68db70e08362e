package io.manako.engine.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.manako.engine.train.HybridNetwork.Output;
import io.manako.engine.vit.LearningStem;
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
    private final LearningStem stem = new LearningStem();

    FocusDistillation(HybridShape shape, NDManager manager) {
        this.shape = shape;
        this.manager = manager;
    }

    /** @param gradients of the weighted sum, under the parameters' names */
    record Step(Losses losses, Map<String, float[]> gradients) {
        /** Adds a share of another step of other views, so that a batch can be gone through in parts. */
        Step plus(Step other, double share) {
            gradients.forEach((name, values) -> {
                float[] more = other.gradients.get(name);
                for (int i = 0; more != null && i < values.length; i++) {
                    values[i] += (float) (share * (more[i] - values[i]));
                }
            });
            return new Step(losses.towards(other.losses, share), gradients);
        }
    }

    Step step(Map<String, Tensor> parameters, Batch batch) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getEngine(PyTorch.ENGINE).newGradientCollector()) {
            Map<String, NDArray> arrays = arrays(scope, parameters, batch);
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
            return distances(scope, arrays(scope, parameters, batch), batch).losses();
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
        Output out = forward(network, scope, arrays, batch);
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
     * Tokens after the final LayerNorm.
     *
     * @param cls {@code float[B * D]}
     * @param focus {@code float[B * T * D]}, with bias
     * @param both {@code float[B * T * D]}, with bias and soft gates
     * @param cells {@code float[B * N / 4 * D]}
     */
    record Described(float[] cls, float[] focus, float[] both, float[] cells) {}

    /** Tokens without gradients. */
    Described describe(Map<String, Tensor> parameters, Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> arrays = arrays(scope, parameters, batch);
            Output out = forward(new HybridNetwork(shape, arrays, scope), scope, arrays, batch);
            return new Described(
                    out.cls().toFloatArray(),
                    out.focus().toFloatArray(),
                    out.both().toFloatArray(),
                    out.cells().toFloatArray());
        }
    }

    private Output forward(HybridNetwork network, NDManager scope, Map<String, NDArray> arrays, Batch batch) {
        int b = batch.views();
        NDArray regions = array(scope, batch.regions(), b, batch.boxes(), shape.patches());
        if (batch.pictures() != null) {
            NDArray[] maps = stem.maps(arrays, scope, batch.pictures());
            return network.forward(maps[0], maps[1], regions);
        }
        return network.forward(
                array(scope, batch.middle(), b, shape.patches(), shape.middle()),
                array(scope, batch.deep(), b, shape.cells(), shape.deep()),
                regions);
    }

    /** Mean of 1 − cosine; targets have length 1. */
    private static NDArray distance(NDArray tokens, NDArray targets) {
        int[] last = {tokens.getShape().dimension() - 1};
        NDArray length = tokens.mul(tokens).sum(last, true).add(1e-12f).sqrt();
        return tokens.div(length).mul(targets).sum(last).mean().neg().add(1);
    }

    /** Those that have a part in the batch: the stem's where it sees pictures. */
    private static Map<String, NDArray> arrays(NDManager scope, Map<String, Tensor> parameters, Batch batch) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            if (batch.pictures() != null || !name.startsWith(LearningStem.PREFIX)) {
                arrays.put(name, array(scope, tensor.values(), tensor.shape()));
            }
        });
        return arrays;
    }

    private static NDArray array(NDManager scope, float[] values, long... shape) {
        return scope.create(FloatBuffer.wrap(values), new Shape(shape));
    }
}
