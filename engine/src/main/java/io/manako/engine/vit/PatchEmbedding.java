package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;

/** From pixels to patch tokens. */
sealed interface PatchEmbedding permits PatchEmbedding.Plain, ConvolutionalStem {
    /**
     * @param pixels normalised, (B, height, width, 3)
     * @param between called between parts of the work: urgent work of the same thread runs there
     * @return patch tokens without positions, (B, N, D), row by row, attached to the manager of the pixels
     */
    NDArray embed(NDArray pixels, Runnable between);

    /** Pixels that a picture's sides must be multiples of. */
    int multiple();

    /** A linear map of each p × p patch: a convolution with stride p, done as one matrix product. */
    record Plain(int patch, NDArray weight, NDArray bias) implements PatchEmbedding {
        static Plain load(NDManager manager, Weights weights, Architecture a) throws ModelException {
            long p = a.patch();
            // Stored as (D, 3, p, p); pixels come as rows of RGB, so the weight is laid out as (D, p · p · 3).
            NDArray weight = weights.load(manager, "patch_embed.proj.weight", a.dimension(), 3, p, p)
                    .transpose(0, 2, 3, 1)
                    .reshape(a.dimension(), p * p * 3);
            NDArray bias = weights.loadIfPresent(manager, "patch_embed.proj.bias", a.dimension());
            return new Plain(
                    a.patch(),
                    weight,
                    bias != null ? bias : manager.zeros(new Shape(a.dimension()), weights.type())); // CLIP has none
        }

        @Override
        public NDArray embed(NDArray pixels, Runnable between) {
            long b = pixels.getShape().get(0);
            long rows = pixels.getShape().get(1) / patch;
            long columns = pixels.getShape().get(2) / patch;
            NDArray patches = pixels.reshape(b, rows, patch, columns, patch * 3L)
                    .transpose(0, 1, 3, 2, 4)
                    .reshape(b, rows * columns, patch * patch * 3L);
            return Linear.linear(patches, weight, bias).singletonOrThrow();
        }

        @Override
        public int multiple() {
            return patch;
        }
    }
}
