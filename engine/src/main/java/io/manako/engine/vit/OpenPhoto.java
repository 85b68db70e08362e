package io.manako.engine.vit;

import io.manako.engine.prompt.PatchGrid;
import java.util.List;

/**
 * A photo encoded once, with the keys and values of the last F blocks kept, so that a changed prompt costs no new pass.
 * Thread-safe. Close it when another photo is opened (it holds about 2 MB).
 */
public interface OpenPhoto extends AutoCloseable {
    PatchGrid grid();

    /** CLS descriptor, {@code float[D]}, centred and L2-normalised. */
    float[] cls();

    /** CLS's attention in the last F blocks. */
    AttentionMaps attention();

    /** Patch tokens of the last block after the final LayerNorm, {@code float[N][D]}, neither centred nor normalised. */
    float[][] patchTokens();

    /**
     * Descriptors of focus tokens.
     *
     * @return {@code float[tokens.size()][D]}, centred by the mean of the kind and L2-normalised
     */
    float[][] focus(List<FocusToken> tokens, DescriptorKind kind);

    /** Attention of one focus token in the last F blocks: the overlay of a window or a prompt. */
    AttentionMaps focusAttention(FocusToken token);

    @Override
    void close();
}
