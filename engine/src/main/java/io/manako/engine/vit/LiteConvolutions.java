package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EfficientNet-Lite0's convolutions (Tan and Le, 2019; batch norms folded in) up to its maps of stride 16 and 32. */
final class LiteConvolutions {
    private static final int[] KERNELS = {3, 3, 3, 5, 5, 3, 3, 3, 5, 5, 5, 5, 5, 5, 5, 3};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1};
    private static final int[] CHANNELS = {16, 24, 24, 40, 40, 80, 80, 80, 112, 112, 112, 192, 192, 192, 192, 320};
    private static final int EXPANSION = 6;
    private static final int MIDDLE = 10;

    /** A convolution and its ReLU6 in place: DJL clips into a new array, by two tensors that it makes for each call. */
    private static final String SOURCE = """
            def rectified(self, x: Tensor, weight: Tensor, bias: Tensor, stride: int, pad: int, groups: int) -> Tensor:
              y = torch.conv2d(x, weight, bias, [stride, stride], [pad, pad], [1, 1], groups)
              return torch.clamp_(y, 0., 6.)
            """;

    private record Layer(NDArray weight, NDArray bias, int kernel, int stride, int groups) {
        NDArray linear(NDArray x, int pad) {
            return x.getNDArrayInternal()
                    .convolution(
                            x, weight, bias, new Shape(stride, stride), new Shape(pad, pad), new Shape(1, 1), groups)
                    .singletonOrThrow();
        }

        NDArray rectified(@Nullable TorchScript script, NDArray x) {
            if (stride == 1) {
                return rectified(script, x, (kernel - 1) / 2);
            }
            // TensorFlow's SAME for an even input: one less at the left and top than at the right and bottom.
            try (NDArray in = padded(x, kernel == 5 ? 1 : 0, kernel == 5 ? 2 : 1)) {
                return rectified(script, in, 0);
            }
        }

        private NDArray rectified(@Nullable TorchScript script, NDArray x, int pad) {
            if (script != null) {
                return script.call("rectified", x, weight, bias, stride, pad, groups);
            }
            try (NDArray y = linear(x, pad)) {
                return y.clip(0, 6);
            }
        }
    }

    private record Bottleneck(@Nullable Layer expand, Layer depthwise, Layer project, boolean residual) {
        NDArray apply(@Nullable TorchScript script, NDArray x) {
            NDArray y = expand == null ? x : expand.rectified(script, x);
            try (NDArray deep = depthwise.rectified(script, y)) {
                if (y != x) {
                    y.close();
                }
                y = project.linear(deep, 0);
            }
            return residual ? y.addi(x) : y;
        }
    }

    /** Channels of the map of stride 16. */
    static final int MIDDLE_CHANNELS = CHANNELS[MIDDLE];

    /** Channels of the map of stride 32. */
    static final int DEEP_CHANNELS = CHANNELS[CHANNELS.length - 1];

    /** Null where gradients are asked for: DJL lets none through a script. */
    private final @Nullable TorchScript script;

    private final Layer first;
    private final List<Bottleneck> blocks = new ArrayList<>();

    /** @param prefix of the tensors' names: {@code stem.} in a hybrid's file, empty in a file of its own */
    LiteConvolutions(NDManager manager, Weights weights, String prefix) throws ModelException {
        this((name, shape) -> weights.load(manager, name, shape), prefix, new TorchScript(manager, SOURCE));
    }

    /** Of tensors that are on a device already, for gradients to flow; one that is missing is an {@link IllegalArgumentException}. */
    LiteConvolutions(Map<String, NDArray> tensors, String prefix) {
        this(
                (name, shape) -> {
                    NDArray tensor = tensors.get(name);
                    if (tensor == null) {
                        throw new IllegalArgumentException("no parameter " + name);
                    }
                    return tensor;
                },
                prefix,
                null);
    }

    /** Where tensors come from. */
    private interface Source<E extends Exception> {
        NDArray tensor(String name, long... shape) throws E;
    }

    private <E extends Exception> LiteConvolutions(Source<E> source, String prefix, @Nullable TorchScript script)
            throws E {
        this.script = script;
        first = layer(source, prefix + "stem", 32, 3, 3, 2, 1);
        int in = 32;
        for (int i = 0; i < CHANNELS.length; i++) {
            String at = prefix + "blocks." + i + ".";
            int wide = i == 0 ? in : in * EXPANSION;
            int out = CHANNELS[i];
            blocks.add(new Bottleneck(
                    i == 0 ? null : layer(source, at + "expand", wide, in, 1, 1, 1),
                    layer(source, at + "depthwise", wide, 1, KERNELS[i], STRIDES[i], wide),
                    layer(source, at + "project", out, wide, 1, 1, 1),
                    STRIDES[i] == 1 && in == out));
            in = out;
        }
    }

    private static <E extends Exception> Layer layer(
            Source<E> source, String at, int out, int in, int kernel, int stride, int groups) throws E {
        return new Layer(
                source.tensor(at + ".weight", out, in, kernel, kernel),
                source.tensor(at + ".bias", out),
                kernel,
                stride,
                groups);
    }

    /**
     * Both maps: stride 16 and stride 32. What lies between them is freed block by block: the widest activations take 10 MB
     * a picture of 320 x 320.
     *
     * @param pixels normalised, (B, height, width, 3), sides multiples of 32
     * @param betweenBlocks called between two blocks: urgent work of the same thread runs there
     * @return (B, 112, height / 16, width / 16) and (B, 320, height / 32, width / 32)
     */
    NDArray[] maps(NDArray pixels, Runnable betweenBlocks) {
        NDManager scope = pixels.getManager();
        // Viewed as channels first, the rows of RGB are PyTorch's channels_last layout, its fastest for convolutions.
        NDArray x = first.rectified(script, pixels.transpose(0, 3, 1, 2));
        NDArray[] maps = new NDArray[2];
        for (int i = 0; i < blocks.size(); i++) {
            betweenBlocks.run();
            NDArray y;
            try (NDManager step = scope.newSubManager()) {
                x.attach(step);
                y = blocks.get(i).apply(script, x);
                y.attach(scope);
                if (x == maps[0]) {
                    x.attach(scope);
                }
            }
            x = y;
            if (i == MIDDLE) {
                maps[0] = x;
            }
        }
        maps[1] = x;
        return maps;
    }

    private static NDArray padded(NDArray x, long before, long after) {
        return x.pad(new Shape(before, after, before, after), 0);
    }
}
