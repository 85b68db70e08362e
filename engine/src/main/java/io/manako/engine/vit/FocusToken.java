package io.manako.engine.vit;

import org.jspecify.annotations.Nullable;

/**
 * A question put to an encoded photo: a copy of CLS that rides through the last F blocks with a bias of its own
 * (method.md §2). Image tokens never see it.
 *
 * @param region m, {@code float[N]} in [−1, 1] over the patch grid; the model multiplies it by its β and adds it to
 *     the attention logits. All zeros: no bias
 * @param gates γ, {@code float[F][H]}, weights of the heads' contributions, or null for 1 everywhere
 */
public record FocusToken(float[] region, float @Nullable [] @Nullable [] gates) {
    public FocusToken(float[] region) {
        this(region, null);
    }
}
