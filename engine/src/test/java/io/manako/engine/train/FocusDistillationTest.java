package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.manako.engine.vit.PyTorch;
import io.manako.engine.vit.Safetensors;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Losses and gradients against an independent PyTorch program (make_golden.py beside the values). */
class FocusDistillationTest {
    private static final HybridShape SHAPE = new HybridShape(4, 5, 6, 8, 2, 3, 2, 7, 2);

    @Test
    void lossesAndAllGradientsAreThoseOfPyTorch() throws IOException {
        Safetensors golden = golden();
        try (NDManager manager = PyTorch.newManager()) {
            FocusDistillation.Step step = new FocusDistillation(SHAPE, manager).step(parameters(golden), batch(golden));
            float[] losses = values(golden, "loss");
            assertThat(step.losses().view()).isCloseTo(losses[0], within(1e-5));
            assertThat(step.losses().focus()).isCloseTo(losses[1], within(1e-5));
            assertThat(step.losses().gates()).isCloseTo(losses[2], within(1e-5));
            assertThat(step.losses().cells()).isCloseTo(losses[3], within(1e-5));
            assertThatGradientsAreThoseOf(golden, step);
        }
    }

    @Test
    void gradientsDoNotDependOnWhenJavaCollectsItsGarbage() throws Exception {
        Safetensors golden = golden();
        AtomicBoolean done = new AtomicBoolean();
        Thread collecting = Thread.ofPlatform().daemon().start(() -> {
            while (!done.get()) {
                System.gc();
                LockSupport.parkNanos(20_000_000); // or the step hardly gets on
            }
        });
        try (NDManager manager = PyTorch.newManager()) {
            FocusDistillation distillation = new FocusDistillation(SHAPE, manager);
            Map<String, Tensor> parameters = parameters(golden);
            Batch batch = batch(golden);
            List<FocusDistillation.Step> steps = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                steps.add(distillation.step(parameters, batch));
            }
            for (FocusDistillation.Step step : steps) {
                assertThatGradientsAreThoseOf(golden, step);
            }
        } finally {
            done.set(true);
            collecting.join();
        }
    }

    private static void assertThatGradientsAreThoseOf(Safetensors golden, FocusDistillation.Step step)
            throws IOException {
        assertThat(step.gradients().keySet()).isEqualTo(parameters(golden).keySet());
        for (Map.Entry<String, float[]> gradient : step.gradients().entrySet()) {
            assertThat(gradient.getValue())
                    .as("gradient of %s", gradient.getKey())
                    .containsExactly(values(golden, "g." + gradient.getKey()), within(2e-5f));
        }
    }

    private static Map<String, Tensor> parameters(Safetensors golden) throws IOException {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (String name : golden.names()) {
            if (name.startsWith("p.")) {
                parameters.put(name.substring(2), golden.tensor(name));
            }
        }
        return parameters;
    }

    private static Batch batch(Safetensors golden) throws IOException {
        return new Batch(
                2,
                2,
                values(golden, "b.middle"),
                values(golden, "b.deep"),
                values(golden, "b.regions"),
                values(golden, "b.cls"),
                values(golden, "b.crops"),
                values(golden, "b.cells"));
    }

    @Test
    void aStepLeavesNoTensorBehind() throws IOException {
        try (NDManager manager = PyTorch.newManager()) {
            FocusDistillation distillation = new FocusDistillation(SHAPE, manager);
            Map<String, Tensor> parameters = HybridParameters.initial(SHAPE, 1);
            Batch batch = new Batch(
                    1, 2, new float[80], new float[24], new float[32], new float[7], new float[14], new float[28]);
            distillation.step(parameters, batch);
            assertThat(manager.getManagedArrays()).isEmpty();
        }
    }

    private static Safetensors golden() throws IOException {
        try (InputStream in = FocusDistillationTest.class.getResourceAsStream("golden.safetensors")) {
            return Safetensors.of("golden.safetensors", in.readAllBytes());
        }
    }

    private static float[] values(Safetensors file, String name) throws IOException {
        return file.tensor(name).values();
    }
}
