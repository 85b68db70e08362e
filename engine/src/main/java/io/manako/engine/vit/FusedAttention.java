package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.manako.engine.vit.Block.KeysValues;

/**
 * Attention of image tokens on each other, whose probabilities nobody reads: PyTorch's fused product, which never writes the
 * B · H · T² of them to memory (after FlashAttention, Dao et al., 2022).
 */
final class FusedAttention {
    private static final String SOURCE = """
            def attention(self, queries: Tensor, keys: Tensor, values: Tensor) -> Tensor:
              heads = torch.scaled_dot_product_attention(queries, keys, values, None, 0., False, scale=1.)
              return torch.flatten(torch.transpose(heads, 1, 2), 2)
            """;

    private final TorchScript script;

    /** @param manager of the transformer */
    FusedAttention(NDManager manager) {
        script = new TorchScript(manager, SOURCE);
    }

    /**
     * @param queries already divided by √d, (B, H, T, d)
     * @param image keys and values of the image tokens
     * @return concatenated heads, (B, T, D), attached to the manager of the queries
     */
    NDArray of(NDArray queries, KeysValues image) {
        return script.call("attention", queries, image.keys(), image.values());
    }
}
