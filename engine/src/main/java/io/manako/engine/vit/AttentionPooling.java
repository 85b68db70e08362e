package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.vit.Block.KeysValues;
import org.jspecify.annotations.Nullable;

/**
 * What a model without CLS reads a photo off by (Zhai et al., 2022; SigLIP): a learned probe looks at all patches after the final
 * LayerNorm, then passes an MLP. Its heads are those that focus tokens and head selection act on; a focus token is a copy of the
 * probe.
 *
 * @param block without a first LayerNorm; its residual is zero
 * @param probe (1, 1, D)
 */
record AttentionPooling(Block block, NDArray probe) {
    /** Beginning of the names of its weights. */
    static final String WEIGHTS = "pool.";

    static AttentionPooling load(NDManager manager, Weights weights, Architecture a, FusedAttention fused)
            throws ModelException {
        return new AttentionPooling(
                new Block(manager, weights, WEIGHTS, a, fused),
                weights.array(manager, weights.numbers(WEIGHTS + "probe", a.dimension()))
                        .reshape(1, 1, a.dimension()));
    }

    /**
     * Descriptors of a batch.
     *
     * @param patches after the final LayerNorm, (B, N, D)
     * @param bias on the patches of each window, (1, 1, W, N), or null for no windows
     * @return the photos and their windows, (B, 1 + W, D)
     */
    NDArray pool(NDArray patches, @Nullable NDArray bias) {
        long windows = bias == null ? 0 : bias.getShape().get(2);
        NDArray residual = residual(patches, patches.getShape().get(0), 1 + windows);
        KeysValues keysValues = block.keysValues(patches, null);
        return block.finish(residual, block.attend(queries(residual), keysValues, bias));
    }

    /** Zeros, on the manager and in the type of other tokens. */
    NDArray residual(NDArray tokens, long photos, long probes) {
        return tokens.getManager()
                .zeros(new Shape(photos, probes, probe.getShape().get(2)), tokens.getDataType());
    }

    /** As many probes as there are residuals, which stay as they are. */
    NDArray queries(NDArray residual) {
        return block.queries(residual.add(probe), null);
    }
}
