package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Locale;
import java.util.Optional;

/** The Gaussian error linear unit of an MLP (Hendrycks and Gimpel, 2016), as exactly as a family computes it. */
public enum Gelu {
    /** x · Φ(x). */
    EXACT("gelu"),
    /** x · σ(1.702 x), CLIP's. */
    QUICK("quick_gelu"),
    /** By a hyperbolic tangent, SigLIP's. */
    TANH("gelu_pytorch_tanh");

    /** What Hugging Face calls it. */
    private final String label;

    Gelu(String label) {
        this.label = label;
    }

    static Optional<Gelu> called(String name) {
        for (Gelu gelu : values()) {
            if (gelu.label.equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(gelu);
            }
        }
        return Optional.empty();
    }

    NDArray of(NDArray x) {
        return switch (this) {
            case EXACT -> Activation.gelu(x);
            case QUICK -> Activation.sigmoid(x.mul(1.702f)).muli(x);
            case TANH -> {
                NDArray inner = x.mul(x).muli(x).muli(0.044715f).addi(x).muli((float) Math.sqrt(2 / Math.PI));
                yield Activation.tanh(inner).addi(1).muli(x).muli(0.5f);
            }
        };
    }
}
