package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hybrid's patch embedding: EfficientNet-Lite0's convolutions (Tan and Le, 2019; batch norms folded in), whose maps
 * of stride 16 and 32 are joined into one token for each cell of the stride-16 grid:
 * LayerNorm(W_a · map16 + up₂(W_b · map32)).
 */
final class ConvolutionalStem implements PatchEmbedding {
    private static final int[] KERNELS = {3, 3, 3, 5, 5, 3, 3, 3, 5, 5, 5, 5, 5, 5, 5, 3};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1};
    private static final int[] CHANNELS = {16, 24, 24, 40, 40, 80, 80, 80, 112, 112, 112, 192, 192, 192, 192, 320};
    private static final int EXPANSION = 6;
    private static final int MIDDLE = 10;

    private record Layer(NDArray weight, NDArray bias, int kernel, int stride, int groups) {
        NDArray apply(NDArray x) {
            NDArray in = x;
            long pad = (kernel - 1) / 2;
            if (stride == 2) {
                // TensorFlow's SAME for an even input: one less at the left and top than at the right and bottom.
                pad = 0;
                in = padded(x, kernel == 5 ? 1 : 0, kernel == 5 ? 2 : 1);
            }
            return in.getNDArrayInternal()
                    .convolution(
                            in, weight, bias, new Shape(stride, stride), new Shape(pad, pad), new Shape(1, 1), groups)
                    .singletonOrThrow();
        }
    }

    private record Bottleneck(@Nullable Layer expand, Layer depthwise, Layer project, boolean residual) {
        NDArray apply(NDArray x) {
            NDArray y = expand == null ? x : relu6(expand.apply(x));
            y = project.apply(relu6(depthwise.apply(y)));
            return residual ? y.addi(x) : y;
        }
    }

    private final Layer first;
    private final List<Bottleneck> blocks = new ArrayList<>();
    private final NDArray middleWeight;
    private final NDArray middleBias;
    private final NDArray deepWeight;
    private final NDArray normWeight;
    private final NDArray normBias;
    private final int dimension;
    private final float epsilon;

    ConvolutionalStem(NDManager manager, Weights weights, Architecture a) throws ModelException {
        first = layer(manager, weights, "stem.stem", 32, 3, 3, 2, 1);
        int in = 32;
        for (int i = 0; i < CHANNELS.length; i++) {
            String at = "stem.blocks." + i + ".";
            int wide = i == 0 ? in : in * EXPANSION;
            int out = CHANNELS[i];
            blocks.add(new Bottleneck(
                    i == 0 ? null : layer(manager, weights, at + "expand", wide, in, 1, 1, 1),
                    layer(manager, weights, at + "depthwise", wide, 1, KERNELS[i], STRIDES[i], wide),
                    layer(manager, weights, at + "project", out, wide, 1, 1, 1),
                    STRIDES[i] == 1 && in == out));
            in = out;
        }
        dimension = a.dimension();
        epsilon = a.epsilon();
        middleWeight = weights.load(manager, "patch_embed.mid.weight", dimension, CHANNELS[MIDDLE]);
        middleBias = weights.load(manager, "patch_embed.mid.bias", dimension);
        deepWeight = weights.load(manager, "patch_embed.deep.weight", dimension, CHANNELS[CHANNELS.length - 1]);
        normWeight = weights.load(manager, "patch_embed.norm.weight", dimension);
        normBias = weights.load(manager, "patch_embed.norm.bias", dimension);
    }

    private static Layer layer(
            NDManager manager, Weights weights, String at, int out, int in, int kernel, int stride, int groups)
            throws ModelException {
        return new Layer(
                weights.load(manager, at + ".weight", out, in, kernel, kernel),
                weights.load(manager, at + ".bias", out),
                kernel,
                stride,
                groups);
    }

    /** Both maps of the stem: stride 16 and stride 32, (B, channels, rows, columns). */
    NDArray[] maps(NDArray pixels) {
        // Viewed as channels first, the rows of RGB are PyTorch's channels_last layout, its fastest for convolutions.
        NDArray x = relu6(first.apply(pixels.transpose(0, 3, 1, 2)));
        NDArray middle = x;
        for (int i = 0; i < blocks.size(); i++) {
            NDArray y = blocks.get(i).apply(x);
            if (x != middle) {
                x.close();
            }
            x = y;
            if (i == MIDDLE) {
                middle = y;
            }
        }
        return new NDArray[] {middle, x};
    }

    @Override
    public NDArray embed(NDArray pixels) {
        NDArray[] maps = maps(pixels);
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

    private static NDArray padded(NDArray x, long before, long after) {
        return x.pad(new Shape(before, after, before, after), 0);
    }

    private static NDArray relu6(NDArray x) {
        return x.clip(0, 6);
    }

    @Override
    public int multiple() {
        return 32;
    }
}
