package io.manako.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The hybrid's transformer from the stem's maps on, without in-place operations, so that gradients flow. Each box sends
 * three tokens through the last F blocks: a focus token with bias β, one without bias whose heads are weighted by PHS's
 * soft gates, and one with both (method.md §2, model.md). Lives for one step: all tensors belong to the manager of the parameters.
 *
 * <p>Shapes: B views, T boxes, N patches, D = H · d.
 */
final class HybridNetwork {
    static final float BETA = 3;
    static final float TAU = 0.5f;
    static final float EPSILON = 1e-5f;

    /** Below this share of a head's attention the logarithm is cut off. */
    private static final float LEAST_MASS = 1e-6f;

    private final HybridShape shape;
    private final Map<String, NDArray> parameters;
    private final NDManager scope;

    HybridNetwork(HybridShape shape, Map<String, NDArray> parameters, NDManager scope) {
        this.shape = shape;
        this.parameters = parameters;
        this.scope = scope;
    }

    /**
     * Tokens after the final LayerNorm.
     *
     * @param cls (B, D)
     * @param focus (B, T, D), with bias
     * @param gated (B, T, D), with soft gates
     * @param both (B, T, D), with bias and soft gates
     * @param cells means of 2 × 2 patch tokens, (B, N / 4, D)
     */
    record Output(NDArray cls, NDArray focus, NDArray gated, NDArray both, NDArray cells) {}

    /** Image tokens and the tokens that ride along. */
    private record Tokens(NDArray image, NDArray riders) {}

    /**
     * @param middle (B, N, channels)
     * @param deep (B, N / 4, channels)
     * @param regions m of the boxes, (B, T, N)
     */
    Output forward(NDArray middle, NDArray deep, NDArray regions) {
        long b = regions.getShape().get(0);
        long t = regions.getShape().get(1);
        NDArray lifted = constant(doubling(shape.side()), shape.patches(), shape.cells())
                .matMul(Linear.linear(deep, parameter("patch_embed.deep.weight"))
                        .singletonOrThrow());
        NDArray patches = norm(
                        "patch_embed.norm", linear("patch_embed.mid", middle).add(lifted))
                .add(parameter("pos_embed"));
        NDArray image =
                parameter("cls_token").broadcast(b, 1, shape.dimension()).concat(patches, 1);
        NDArray biased = scope.zeros(new Shape(b, t, 1)).concat(regions.mul(BETA), 2);
        NDArray bias = biased.concat(scope.zeros(biased.getShape()), 1)
                .concat(biased, 1)
                .expandDims(1);
        int first = shape.blocks() - shape.focusBlocks();
        for (int i = 0; i < first; i++) {
            image = block(i, image);
        }
        Tokens tokens = new Tokens(image, image.get(":,0:1").broadcast(b, 3 * t, shape.dimension()));
        for (int i = first; i < shape.blocks(); i++) {
            tokens = blockWithRiders(i, tokens, bias, regions);
        }
        NDArray normed = norm("norm", tokens.image);
        NDArray riders = norm("norm", tokens.riders);
        NDArray cells =
                constant(pooling(shape.side()), shape.cells(), shape.patches()).matMul(normed.get(":,1:"));
        return new Output(
                normed.get(":,0"),
                riders.get(":,0:" + t),
                riders.get(":," + t + ":" + 2 * t),
                riders.get(":," + 2 * t + ":"),
                cells);
    }

    private NDArray block(int number, NDArray image) {
        String at = "blocks." + number + ".";
        NDArray normed = norm(at + "norm1", image);
        NDArray keys = keys(at, normed);
        NDArray mixed = attention(queries(at, normed), keys).matMul(values(at, normed));
        return finish(at, image, joined(mixed));
    }

    private Tokens blockWithRiders(int number, Tokens tokens, NDArray bias, NDArray regions) {
        String at = "blocks." + number + ".";
        long n = tokens.image.getShape().get(1);
        NDArray normed = norm(at + "norm1", tokens.image);
        NDArray keys = keys(at, normed);
        NDArray values = values(at, normed);
        NDArray attention = attention(queries(at, normed), keys);
        NDArray asking = queries(at, norm(at + "norm1", tokens.riders));
        NDArray ridden =
                asking.matMul(keys).add(bias).softmax(-1).matMul(values).mul(gates(attention, regions));
        NDArray mixed = joined(attention.matMul(values)).concat(joined(ridden), 1);
        NDArray all = finish(at, tokens.image.concat(tokens.riders, 1), mixed);
        return new Tokens(all.get(":,0:" + n), all.get(":," + n + ":"));
    }

    /**
     * γ = 1 for the focus tokens, and H · softmax over the heads of ln(mass) / τ for the others; a head's mass is the share
     * of CLS's attention to patches that lies in the box. (B, H, 3T, 1)
     */
    private NDArray gates(NDArray attention, NDArray regions) {
        NDArray map = attention.get(":,:,0,1:"); // CLS on the patches, (B, H, N)
        NDArray mass = map.matMul(regions.transpose(0, 2, 1)).div(map.sum(new int[] {2}, true));
        NDArray gates = mass.clip(LEAST_MASS, 2)
                .log()
                .div(number(scope, TAU))
                .softmax(1)
                .mul(number(scope, shape.heads()));
        return scope.ones(gates.getShape()).concat(gates, 2).concat(gates, 2).expandDims(3);
    }

    /** Output projection, residual and MLP. */
    private NDArray finish(String at, NDArray tokens, NDArray mixed) {
        NDArray x = tokens.add(linear(at + "attn.proj", mixed));
        NDArray inner = Activation.gelu(linear(at + "mlp.fc1", norm(at + "norm2", x)));
        return x.add(linear(at + "mlp.fc2", inner));
    }

    private NDArray attention(NDArray queries, NDArray keys) {
        return queries.matMul(keys).softmax(-1);
    }

    /** Divided by √d, (B, H, tokens, d). */
    private NDArray queries(String at, NDArray normed) {
        return heads(at, normed, 0)
                .div(number(scope, Math.sqrt((double) shape.dimension() / shape.heads())))
                .transpose(0, 2, 1, 3);
    }

    /** (B, H, d, tokens). */
    private NDArray keys(String at, NDArray normed) {
        return heads(at, normed, 1).transpose(0, 2, 3, 1);
    }

    /** (B, H, tokens, d). */
    private NDArray values(String at, NDArray normed) {
        return heads(at, normed, 2).transpose(0, 2, 1, 3);
    }

    /** Query (0), key (1) or value (2) of each token, (B, tokens, H, d). */
    private NDArray heads(String at, NDArray normed, int part) {
        int d = shape.dimension();
        String rows = part * d + ":" + (part + 1) * d;
        NDArray weight = parameter(at + "attn.qkv.weight").get(rows);
        NDArray bias = parameter(at + "attn.qkv.bias").get(rows);
        return Linear.linear(normed, weight, bias)
                .singletonOrThrow()
                .reshape(normed.getShape().get(0), normed.getShape().get(1), shape.heads(), d / shape.heads());
    }

    /** Concatenated heads: (B, H, tokens, d) to (B, tokens, D). */
    private NDArray joined(NDArray mixed) {
        return mixed.transpose(0, 2, 1, 3)
                .reshape(mixed.getShape().get(0), mixed.getShape().get(2), shape.dimension());
    }

    /** A linear layer, here and for the heads to the teacher's dimensions. */
    NDArray linear(String name, NDArray x) {
        return Linear.linear(x, parameter(name + ".weight"), parameter(name + ".bias"))
                .singletonOrThrow();
    }

    private NDArray norm(String name, NDArray x) {
        return LayerNorm.layerNorm(
                        x,
                        new Shape(shape.dimension()),
                        parameter(name + ".weight"),
                        parameter(name + ".bias"),
                        EPSILON)
                .singletonOrThrow();
    }

    private NDArray parameter(String name) {
        NDArray parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return parameter;
    }

    /**
     * A factor or divisor for what gradients flow through. Given as a Java number, DJL 0.36 puts it into a buffer that nobody holds
     * any more when the product is computed: PyTorch reads it once again on the way back, and finds there whatever has
     * come since if Java collected its garbage in between.
     */
    static NDArray number(NDManager scope, double value) {
        return scope.create((float) value);
    }

    private NDArray constant(float[] values, int rows, int columns) {
        return scope.create(FloatBuffer.wrap(values), new Shape(rows, columns));
    }

    /** Bilinear doubling of a map as a matrix (N, N / 4): half-pixel centres, edges repeated. */
    private static float[] doubling(int side) {
        int half = side / 2;
        float[] matrix = new float[side * side * half * half];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                float[] up = {0.75f, 0.25f};
                int[] r = {row / 2, Math.clamp(row / 2 + (row % 2 == 0 ? -1 : 1), 0, half - 1)};
                int[] c = {column / 2, Math.clamp(column / 2 + (column % 2 == 0 ? -1 : 1), 0, half - 1)};
                for (int i = 0; i < 2; i++) {
                    for (int j = 0; j < 2; j++) {
                        matrix[((row * side + column) * half + r[i]) * half + c[j]] += up[i] * up[j];
                    }
                }
            }
        }
        return matrix;
    }

    /** Means over 2 × 2 patches as a matrix (N / 4, N). */
    private static float[] pooling(int side) {
        int half = side / 2;
        float[] matrix = new float[side * side * half * half];
        for (int p = 0; p < side * side; p++) {
            int cell = p / side / 2 * half + p % side / 2;
            matrix[cell * side * side + p] = 0.25f;
        }
        return matrix;
    }
}
