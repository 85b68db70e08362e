package io.manako.engine.train;

import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Safetensors;
import io.manako.engine.vit.Safetensors.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What is trained, under the names of the weights file. {@code head.*} and {@code patch_head.*} map to the targets'
 * dimensions for the losses only and are not exported.
 */
final class HybridParameters {
    private static final float DEVIATION = 0.03f;

    /** Of layers that write into the residual stream, so that the blocks start close to the identity. */
    private static final float RESIDUAL_DEVIATION = 0.01f;

    private final HybridShape shape;
    private final SplittableRandom random;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private HybridParameters(HybridShape shape, long seed) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Where training starts. In the last F blocks values are the identity and output projections near it, so that from
     * the first step CLS holds the mean of the tokens and a focus token the mean of its box.
     */
    static Map<String, Tensor> initial(HybridShape shape, long seed) {
        HybridParameters p = new HybridParameters(shape, seed);
        int d = shape.dimension();
        p.matrix("patch_embed.mid.weight", d, shape.middle(), DEVIATION);
        p.vector("patch_embed.mid.bias", d, 0);
        p.matrix("patch_embed.deep.weight", d, shape.deep(), DEVIATION);
        p.norm("patch_embed.norm", d);
        p.tensors.put("pos_embed", new Tensor(new long[] {1, shape.patches(), d}, waves(shape.side(), d)));
        p.tensors.put("cls_token", new Tensor(new long[] {1, 1, d}, p.gaussian(d, 0.02f)));
        for (int i = 0; i < shape.blocks(); i++) {
            p.block("blocks." + i + ".", i >= shape.blocks() - shape.focusBlocks());
        }
        p.norm("norm", d);
        p.head("head", shape.target());
        p.head("patch_head", shape.teacher());
        return p.tensors;
    }

    /**
     * Where training goes on from exported weights. The layers that only the losses need are not in the file: see
     * {@link HeadFit}.
     *
     * @throws ModelException if the file has no hybrid of this shape
     */
    static Map<String, Tensor> of(Path weights, HybridShape shape, long seed) throws ModelException {
        Map<String, Tensor> parameters = initial(shape, seed);
        try (Safetensors file = Safetensors.open(weights)) {
            String heads = file.metadata().getOrDefault("heads", String.valueOf(shape.heads()));
            if (!heads.equals(String.valueOf(shape.heads()))) {
                throw unfit(weights, "it has " + heads + " heads");
            }
            for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
                String name = parameter.getKey();
                if (isExported(name)) {
                    if (!file.names().contains(name)) {
                        throw unfit(weights, "it has no " + name);
                    }
                    Tensor stored = file.tensor(name);
                    if (!Arrays.equals(stored.shape(), parameter.getValue().shape())) {
                        throw unfit(weights, "its " + name + " has the shape " + Arrays.toString(stored.shape()));
                    }
                    parameter.setValue(stored);
                }
            }
        }
        return parameters;
    }

    private static ModelException unfit(Path weights, String why) {
        return new ModelException("Training cannot go on from the weights " + weights + ": " + why
                + ", so they are not of the embedded model's kind.");
    }

    /** Whether a parameter is part of the weights file, not only of the training. */
    static boolean isExported(String name) {
        return !name.startsWith("head.") && !name.startsWith("patch_head.");
    }

    private void block(String at, boolean focus) {
        int d = shape.dimension();
        norm(at + "norm1", d);
        float[] qkv = matrix(at + "attn.qkv.weight", 3 * d, d, DEVIATION);
        vector(at + "attn.qkv.bias", 3 * d, 0);
        float[] projection = matrix(at + "attn.proj.weight", d, d, RESIDUAL_DEVIATION);
        vector(at + "attn.proj.bias", d, 0);
        norm(at + "norm2", d);
        matrix(at + "mlp.fc1.weight", 4 * d, d, DEVIATION);
        vector(at + "mlp.fc1.bias", 4 * d, 0);
        matrix(at + "mlp.fc2.weight", d, 4 * d, RESIDUAL_DEVIATION);
        vector(at + "mlp.fc2.bias", d, 0);
        if (focus) {
            for (int row = 0; row < d; row++) {
                for (int column = 0; column < d; column++) {
                    qkv[(2 * d + row) * d + column] = row == column ? 1 : 0;
                }
                projection[row * d + row] += 0.5f;
            }
        }
    }

    private void head(String name, int target) {
        float[] weight = matrix(name + ".weight", target, shape.dimension(), DEVIATION);
        vector(name + ".bias", target, 0);
        for (int i = 0; i < Math.min(target, shape.dimension()); i++) {
            weight[i * shape.dimension() + i] += 1;
        }
    }

    private void norm(String name, int n) {
        vector(name + ".weight", n, 1);
        vector(name + ".bias", n, 0);
    }

    private void vector(String name, int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        tensors.put(name, new Tensor(new long[] {n}, values));
    }

    private float[] matrix(String name, int rows, int columns, float deviation) {
        float[] values = gaussian(rows * columns, deviation);
        tensors.put(name, new Tensor(new long[] {rows, columns}, values));
        return values;
    }

    private float[] gaussian(int n, float deviation) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) Math.clamp(random.nextGaussian(), -2, 2) * deviation;
        }
        return values;
    }

    /** Sines and cosines of row and column (Vaswani et al., 2017, for two axes), a tenth high. */
    private static float[] waves(int side, int d) {
        float[] values = new float[side * side * d];
        int quarter = d / 4;
        for (int p = 0; p < side * side; p++) {
            int[] at = {p / side, p % side};
            for (int axis = 0; axis < 2; axis++) {
                for (int k = 0; k < quarter; k++) {
                    double angle = at[axis] / Math.pow(50, (double) k / quarter);
                    int from = p * d + axis * 2 * quarter + k;
                    values[from] = 0.1f * (float) Math.sin(angle);
                    values[from + quarter] = 0.1f * (float) Math.cos(angle);
                }
            }
        }
        return values;
    }
}
