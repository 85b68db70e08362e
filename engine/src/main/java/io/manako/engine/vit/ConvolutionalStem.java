package io.manako.engine.vit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;

/**
 * The hybrid's patch embedding: EfficientNet-Lite0's convolutions (Tan and Le, 2019; batch norms folded in), whose maps
 * of stride 16 and 32 are joined into one token for each cell of the stride-16 grid:
 * LayerNorm(W_a · map16 + up₂(W_b · map32)).
 */
final class ConvolutionalStem implements PatchEmbedding {
    private static final int PICTURES_AT_ONCE_ON_A_CPU = 2;

    private final LiteConvolutions convolutions;
    private final NDArray middleWeight;
    private final NDArray middleBias;
    private final NDArray deepWeight;
    private final NDArray normWeight;
    private final NDArray normBias;
    private final int dimension;
    private final float epsilon;

    ConvolutionalStem(NDManager manager, Weights weights, Architecture a) throws ModelException {
        convolutions = new LiteConvolutions(manager, weights, "stem.");
        dimension = a.dimension();
        epsilon = a.epsilon();
        middleWeight = weights.load(manager, "patch_embed.mid.weight", dimension, LiteConvolutions.MIDDLE_CHANNELS);
        middleBias = weights.load(manager, "patch_embed.mid.bias", dimension);
        deepWeight = weights.load(manager, "patch_embed.deep.weight", dimension, LiteConvolutions.DEEP_CHANNELS);
        normWeight = weights.load(manager, "patch_embed.norm.weight", dimension);
        normBias = weights.load(manager, "patch_embed.norm.bias", dimension);
    }

    /** On a CPU a few pictures at a time: the first layers' activations, 10 MB a picture, stay near the processor. */
    @Override
    public NDArray embed(NDArray pixels, Runnable between) {
        NDList parts = new NDList();
        long b = pixels.getShape().get(0);
        long together = pixels.getDevice().equals(Device.cpu()) ? PICTURES_AT_ONCE_ON_A_CPU : b;
        for (long at = 0; at < b; at += together) {
            parts.add(tokens(pixels.get(at + ":" + Math.min(b, at + together)), between));
        }
        return parts.size() == 1 ? parts.singletonOrThrow() : NDArrays.concat(parts);
    }

    private NDArray tokens(NDArray pixels, Runnable between) {
        NDArray[] maps = convolutions.maps(pixels, between);
        NDArray tokens = Linear.linear(maps[0].transpose(0, 2, 3, 1), middleWeight, middleBias)
                .singletonOrThrow();
        NDArray deep = Linear.linear(maps[1].transpose(0, 2, 3, 1), deepWeight).singletonOrThrow();
        long b = tokens.getShape().get(0);
        long rows = tokens.getShape().get(1);
        long columns = tokens.getShape().get(2);
        tokens.addi(doubled(doubled(deep, 1), 2));
        return LayerNorm.layerNorm(
                        tokens.reshape(b, rows * columns, dimension),
                        new Shape(dimension),
                        normWeight,
                        normBias,
                        epsilon)
                .singletonOrThrow();
    }

    /**
     * Bilinear doubling along one axis with half-pixel centres: every new cell is three quarters of the nearer old cell
     * and one quarter of the next one, edges repeated.
     */
    private static NDArray doubled(NDArray x, int axis) {
        long n = x.getShape().get(axis);
        NDArray before = n == 1 ? x : slice(x, axis, 0, 1).concat(slice(x, axis, 0, n - 1), axis);
        NDArray after = n == 1 ? x : slice(x, axis, 1, n).concat(slice(x, axis, n - 1, n), axis);
        NDArray main = x.mul(0.75f);
        NDArray even = before.mul(0.25f).addi(main);
        NDArray odd = after.mul(0.25f).addi(main);
        long[] shape = x.getShape().getShape().clone();
        shape[axis] = 2 * n;
        return even.expandDims(axis + 1)
                .concat(odd.expandDims(axis + 1), axis + 1)
                .reshape(shape);
    }

    private static NDArray slice(NDArray x, int axis, long from, long to) {
        return x.get((axis == 1 ? ":," : ":,:,") + from + ":" + to);
    }

    @Override
    public int multiple() {
        return 32;
    }
}
