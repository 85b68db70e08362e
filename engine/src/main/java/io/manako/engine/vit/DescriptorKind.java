package io.manako.engine.vit;

/** Descriptors of one kind share a mean that comes with the model (method.md §2, μ). */
public enum DescriptorKind {
    /** The whole photo. */
    CLS,
    /** A prompt. */
    FOCUS,
    /** A region of a gallery photo. */
    WINDOW
}
