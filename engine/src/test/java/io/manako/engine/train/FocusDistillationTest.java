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

/** Losses, gradients and targets against train_reference.py itself (make_golden.py beside the values). */
class FocusDistillationTest {
    private static final HybridShape SHAPE = new HybridShape(4, 112, 320, 8, 2, 3, 2, 8, 8, 2);

    @Test
    void lossesAndAllGradientsAreThoseOfPyTorch() throws IOException {
        Safetensors golden = golden();
        try (NDManager manager = PyTorch.newManager()) {
            FocusDistillation.Step step = new FocusDistillation(SHAPE, manager).step(parameters(golden), batch(golden));
            float[] losses = values(golden, "loss");
            assertThat(step.losses().view()).isCloseTo(losses[0], within(1e-5));
            assertThat(step.losses().focus()).isCloseTo(losses[1], within(1e-5));
            assertThat(step.losses().gates()).isCloseTo(losses[2], within(1e-5));
            assertThat(step.losses().both()).isCloseTo(losses[3], within(1e-5));
            assertThat(step.losses().cells()).isCloseTo(losses[4], within(1e-5));
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
                null,
                values(golden, "b.middle"),
                values(golden, "b.deep"),
                values(golden, "b.regions"),
                values(golden, "b.cls"),
                values(golden, "b.boxes"),
                values(golden, "b.cells"));
    }

    @Test
    void twoTeachersAreJoinedAsInPyTorch() throws IOException {
        Safetensors golden = golden();
        float[] crops = values(golden, "t.crops");
        float[] focus = values(golden, "t.focus");
        float[] second = values(golden, "t.second");
        float[] theirs = values(golden, "t.target");
        int views = 10;
        int rows = 8;
        Targets.Source source = view -> new Taught[] {
            new Taught(part(crops, view, rows * 8), part(focus, view, rows * 8), new float[0]),
            new Taught(part(second, view, rows * 6), new float[0], new float[0])
        };
        int[] all = java.util.stream.IntStream.range(0, views).toArray();
        Targets targets = new Targets(List.of(8, 6), source, all, 8);
        float[] ours = new float[views * rows * 8];
        for (int view = 0; view < views; view++) {
            for (int row = 0; row < rows; row++) {
                targets.write(source.taught(view), row, ours, (view * rows + row) * 8);
            }
        }
        // A main direction may point either way, so what counts are the cosines among the targets.
        for (int i = 0; i < views * rows; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(dot(ours, i, j)).as("%d with %d", i, j).isCloseTo(dot(theirs, i, j), within(1e-4));
            }
        }
    }

    private static float[] part(float[] all, int number, int length) {
        return java.util.Arrays.copyOfRange(all, number * length, (number + 1) * length);
    }

    private static double dot(float[] rows, int i, int j) {
        double sum = 0;
        for (int k = 0; k < 8; k++) {
            sum += rows[8 * i + k] * rows[8 * j + k];
        }
        return sum;
    }

    @Test
    void aStepLeavesNoTensorBehind() throws IOException {
        try (NDManager manager = PyTorch.newManager()) {
            FocusDistillation distillation = new FocusDistillation(SHAPE, manager);
            Map<String, Tensor> parameters = HybridParameters.initial(SHAPE, 1);
            Batch batch = new Batch(
                    1,
                    2,
                    null,
                    new float[16 * 112],
                    new float[4 * 320],
                    new float[32],
                    new float[8],
                    new float[16],
                    new float[32]);
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
