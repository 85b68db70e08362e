package io.manako.engine.vit;

import io.manako.engine.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the rest of the program knows of a model.
 *
 * @param name short name, safe as part of a file name: descriptors of two models never mix
 * @param fingerprint SHA-256 of the weights and of the settings that change descriptors, 64 hex digits
 * @param dimension D, length of a descriptor
 * @param blocks L
 * @param heads H in each block
 * @param focusBlocks F, blocks that focus tokens ride through
 * @param beta β, bias of a focus token's region on the attention logits
 * @param device where it runs, for people, such as "CPU, 2 threads"
 * @param bands what scores of a search mean, or null where that was not measured
 */
public record ModelInfo(
        String name,
        String fingerprint,
        int dimension,
        int blocks,
        int heads,
        int focusBlocks,
        float beta,
        Message device,
        @Nullable ScoreBands bands) {

    /** A model whose scores nobody measured. */
    public ModelInfo(
            String name,
            String fingerprint,
            int dimension,
            int blocks,
            int heads,
            int focusBlocks,
            float beta,
            Message device) {
        this(name, fingerprint, dimension, blocks, heads, focusBlocks, beta, device, null);
    }
}
