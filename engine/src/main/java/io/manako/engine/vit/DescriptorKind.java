package io.manako.engine.vit;

/** Descriptors of one kind share a mean that comes with the model (method.md §2, μ). */
public enum DescriptorKind {
    /** The whole photo. */
    CLS,
    /** A prompt. */
    FOCUS,
    /** A prompt on a part of the photo that it fills; a model that knows no mean of these centres them as {@link #FOCUS}. */
    NEAR,
    /** A region of a gallery photo. */
    WINDOW
}
