package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.vit.Safetensors.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamWTest {
    /** Expected: torch.optim.AdamW(lr=0.01, betas=(0.9, 0.98)), decay 0.05 on the matrix alone, clip_grad_norm_ to 1. */
    @Test
    void threeStepsAreThoseOfPyTorch() {
        Map<String, Tensor> parameters = Map.of(
                "matrix", new Tensor(new long[] {1, 4}, new float[] {0.5f, -0.25f, 1, 2}),
                "bias", new Tensor(new long[] {2}, new float[] {0.1f, -0.2f}));
        AdamW optimizer = AdamW.of(parameters);
        for (int step = 1; step <= 3; step++) {
            float[] matrix = {0.1f * step, -0.4f * step, 0.02f * step, 3 * step};
            optimizer.update(parameters, Map.of("matrix", matrix, "bias", new float[] {-0.3f, 0.05f}), step, 0.01);
        }
        assertThat(parameters.get("matrix").values())
                .containsExactly(new float[] {0.4692634f, -0.2196382f, 0.9685137f, 1.9670143f}, within(1e-5f));
        assertThat(parameters.get("bias").values()).containsExactly(new float[] {0.128149f, -0.228149f}, within(1e-5f));
    }
}
