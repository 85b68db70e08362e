package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.Shared;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.train.Trainer.Recipe;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.LearningStem;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.OpenPhoto;
import io.manako.engine.vit.Placement;
import io.manako.engine.vit.PyTorch;
import io.manako.engine.vit.Safetensors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From photos to weights with the real frozen networks. */
@Tag("slow")
class ModelTrainingTest {
    @TempDir
    Path folder;

    @Test
    void photosBecomeWeightsThatTheEncoderOpens() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (String name : List.of("000000000009.jpg", "000000000025.jpg")) {
            Files.copy(Shared.path("foir/images/" + name), photos.resolve(name));
        }
        Files.writeString(photos.resolve("broken.jpg"), "no photo");
        Recipe recipe =
                new Recipe(2, 1e-3, 1, 0.9, 2, Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofDays(1), 0.5);
        TrainingReport report = ModelTraining.run(
                config(photos, Shared.path("models/vit_tiny_patch16_224.safetensors")),
                recipe,
                TrainerTest.listener(step -> {}),
                new CancellationToken());
        assertThat(report.views()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.steps()).isEqualTo(2);
        assertThat(folder.resolve("out.safetensors.checkpoint")).doesNotExist();
        assertThat(folder.resolve("out.csv"))
                .content()
                .startsWith("step,samples,")
                .hasLineCount(3);
        assertThat(folder.resolve("out.svg")).exists();
        try (Safetensors ours = Safetensors.open(report.out());
                Safetensors stem = Safetensors.open(Shared.path("models/efficientnet_lite0_features.safetensors"))) {
            float[] before = stem.tensor("blocks.3.project.weight").values();
            float[] after = ours.tensor("stem.blocks.3.project.weight").values();
            assertThat(after).as("the stem learns in the second step").isNotEqualTo(before);
            assertThat(after).as("a little").containsExactly(before, within(2e-3f));
        }
        try (Safetensors ours = Safetensors.open(report.out());
                Safetensors theirs = Safetensors.open(Shared.path("models/hybrid_prototype.safetensors"))) {
            assertThat(ours.names()).containsExactlyInAnyOrderElementsOf(theirs.names());
            assertThat(ours.metadata().get("licence")).contains("vit_tiny_patch16_224", "EfficientNet-Lite0");
            assertThat(ours.metadata().get("source")).contains("on 2 views");
            for (String name : ours.names()) {
                assertThat(ours.tensor(name).shape())
                        .as(name)
                        .isEqualTo(theirs.tensor(name).shape());
            }
        }
        Raster photo = PhotoDecoder.decode(photos.resolve("000000000009.jpg"), 0);
        try (LoadedWeights weights = LoadedWeights.open(report.out(), true, 224);
                DjlEncoder encoder = DjlEncoder.load(weights, 2);
                OpenPhoto open = encoder.open(photo)) {
            assertThat(weights.descriptor().means())
                    .as("that of close-ups is measured afterwards")
                    .containsOnlyKeys(DescriptorKind.CLS, DescriptorKind.FOCUS, DescriptorKind.WINDOW);
            assertThat(open.cls()).hasSize(192);
        }
    }

    /** Values of the models' README, of an independent program. */
    @Test
    void theStemGivesTheReferenceMaps() throws IOException {
        Raster photo = PhotoDecoder.decode(Shared.path("foir/images/000000000009.jpg"), 0);
        try (FrozenStem stem =
                FrozenStem.open(Shared.path("models/efficientnet_lite0_features.safetensors"), Placement.Kind.CPU)) {
            FrozenStem.Maps maps =
                    stem.encode(List.of(Resampler.bicubic(photo, 224, 224))).getFirst();
            float[] middle = java.util.Arrays.copyOfRange(maps.middle(), (7 * 14 + 7) * 112, (7 * 14 + 7) * 112 + 4);
            float[] deep = java.util.Arrays.copyOfRange(maps.deep(), (3 * 7 + 3) * 320, (3 * 7 + 3) * 320 + 4);
            assertThat(middle).containsExactly(new float[] {-12.1904f, -8.7763f, -4.5885f, -1.022f}, within(0.5f));
            assertThat(deep).containsExactly(new float[] {-3.5898f, 3.1582f, 5.8581f, -1.0122f}, within(0.5f));
        }
    }

    @Test
    void aStemThatLearnsBeginsWithTheMapsOfTheFrozenOne() throws IOException {
        Raster photo = PhotoDecoder.decode(Shared.path("foir/images/000000000009.jpg"), 0);
        List<Raster> pictures = List.of(Resampler.bicubic(photo, 224, 224), Resampler.bicubic(photo, 224, 224));
        try (FrozenStem stem = FrozenStem.open(
                        Shared.path("models/efficientnet_lite0_features.safetensors"), Placement.Kind.CPU);
                NDManager manager = PyTorch.newManager()) {
            Map<String, NDArray> parameters = new HashMap<>();
            stem.tensors()
                    .forEach((name, tensor) -> parameters.put(
                            name, manager.create(FloatBuffer.wrap(tensor.values()), new Shape(tensor.shape()))));
            NDArray[] maps = new LearningStem().maps(parameters, manager, pictures);
            FrozenStem.Maps frozen = stem.encode(pictures).get(1);
            assertThat(maps[0].getShape()).isEqualTo(new Shape(2, 196, 112));
            assertThat(maps[0].get(1).toFloatArray()).containsExactly(frozen.middle(), within(1e-3f));
            assertThat(maps[1].get(1).toFloatArray()).containsExactly(frozen.deep(), within(1e-3f));
        }
    }

    @Test
    void aTeacherThatIsNoVisionTransformerIsRefused() {
        Path convolutions = Shared.path("models/efficientnet_lite0_features.safetensors");
        assertThatThrownBy(() -> ModelTraining.run(
                        config(Shared.path("foir/images"), convolutions),
                        TrainerTest.listener(step -> {}),
                        new CancellationToken()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("efficientnet_lite0_features")
                .hasMessageContaining("Vision Transformer");
    }

    @Test
    void aTeacherIsNotAskedTwice() {
        Path teacher = Shared.path("models/vit_tiny_patch16_224.safetensors");
        assertThatThrownBy(() -> Teachers.open(List.of(teacher, teacher), 224, Placement.Kind.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("given twice");
    }

    @Test
    void aStemThatIsATransformerIsRefused() {
        Path transformer = Shared.path("models/vit_tiny_patch16_224.safetensors");
        assertThatThrownBy(() -> FrozenStem.open(transformer, Placement.Kind.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("EfficientNet-Lite0");
    }

    private TrainingConfig config(Path photos, Path teacher) {
        return new TrainingConfig(
                List.of(photos),
                Shared.path("models/efficientnet_lite0_features.safetensors"),
                List.of(teacher),
                null,
                folder.resolve("out.safetensors"),
                folder.resolve("cache"),
                null,
                Duration.ofMinutes(1),
                0,
                0.5,
                1,
                TrainingConfig.RATE,
                Placement.Kind.CPU,
                1);
    }
}
