package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.Shared;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
    @TempDir
    Path folder;

    @Test
    void aBlockThatMissesATensorIsNotTakenForTheEnd() throws IOException {
        Path file = without("blocks.1.norm1.weight", Map.of());

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("they have no blocks.1.norm1.weight");
    }

    @Test
    void headsThatDoNotDivideTheDimensionAreToldWithTheFile() throws IOException {
        Path file = without("no such tensor", Map.of("heads", "11"));

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("with 11 heads")
                .hasMessageContaining(file.toString());
    }

    @Test
    void theSideIsTheOneAskedForOrWhatMeasuredBest() throws Exception {
        Path file = Shared.path("models/vit_tiny_patch16_224.safetensors");
        assertThat(side(file, true, 0)).as("stretched as it was trained").isEqualTo(224);
        assertThat(side(file, false, 0)).isEqualTo(320);
        assertThat(side(file, false, 448)).isEqualTo(448);
        assertThat(side(without("no such tensor", Map.of()), false, 0))
                .as("never measured")
                .isEqualTo(224);
    }

    @Test
    void closeUpsAreAsLargeAsMeasuredBestOnPhotosOfTheMeasuredSize() throws Exception {
        try (LoadedWeights weights = LoadedWeights.embedded(false, 0);
                LoadedWeights larger = LoadedWeights.embedded(false, 448);
                LoadedWeights stretched = LoadedWeights.embedded(true, 0)) {
            assertThat(weights.descriptor().side()).isEqualTo(320);
            assertThat(weights.descriptor().nearSide()).isEqualTo(256);
            assertThat(larger.descriptor().nearSide()).isEqualTo(448);
            assertThat(stretched.descriptor().nearSide()).isEqualTo(320);
        }
    }

    @Test
    void aPartSeenFromNearHasFewerPatches() throws Exception {
        Raster part = new Raster(90, 90, new byte[90 * 90 * 3]);
        try (LoadedWeights weights = LoadedWeights.embedded(false, 0);
                RestingEncoder encoder = RestingEncoder.load(() -> DjlEncoder.load(weights, 1), Duration.ofMinutes(5));
                OpenPhoto near = encoder.openNear(part);
                OpenPhoto far = encoder.open(part)) {
            assertThat(near.grid()).isEqualTo(new PatchGrid(16, 16));
            assertThat(far.grid()).isEqualTo(new PatchGrid(20, 20));
        }
    }

    @Test
    void marksSeenFromNearHaveAMeanOfTheirOwnWhereItWasMeasured() throws Exception {
        try (LoadedWeights measured =
                        LoadedWeights.open(Shared.path("models/vit_tiny_patch16_224.safetensors"), false, 0);
                LoadedWeights other = LoadedWeights.open(without("no such tensor", Map.of()), false, 0)) {
            assertThat(measured.descriptor().mean(DescriptorKind.NEAR))
                    .hasSize(192)
                    .isNotEqualTo(measured.descriptor().mean(DescriptorKind.FOCUS));
            float[] focus = {1, 2};
            ModelDescriptor known = other.descriptor().withMeans(Map.of(DescriptorKind.FOCUS, focus));
            assertThat(known.mean(DescriptorKind.NEAR)).isEqualTo(focus);
            assertThat(known.mean(DescriptorKind.WINDOW)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "norm.weight, ''",
        "norm.weight, 0",
        "norm.weight, 8 8",
        "patch_embed.proj.weight, 8 12",
        "patch_embed.proj.weight, 8 3 0 0",
        "pos_embed, 1 0 8",
        "blocks.0.mlp.fc1.weight, ''",
        "cls_token, 1 1 3"
    })
    void aTensorOfAnotherShapeIsRefusedByName(String name, String shape) throws Exception {
        long[] sides = shape.isEmpty()
                ? new long[0]
                : Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
        int count = (int) Arrays.stream(sides).reduce(1, (a, b) -> a * b);
        Path file = with(name, new Safetensors.Tensor(sides, new float[count]));

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(name.equals("pos_embed") ? "position embedding" : name);
    }

    private static int side(Path file, boolean stretch, int wanted) throws ModelException {
        try (LoadedWeights weights = LoadedWeights.open(file, stretch, wanted)) {
            return weights.descriptor().side();
        }
    }

    private static void load(Path file) throws ModelException {
        try (LoadedWeights weights = LoadedWeights.open(file, false, 0)) {
            DjlEncoder.load(weights, 1).close();
        }
    }

    private Path without(String left, Map<String, String> metadata) throws IOException {
        return changed(metadata, tensors -> tensors.remove(left));
    }

    private Path with(String name, Safetensors.Tensor other) throws IOException {
        return changed(Map.of(), tensors -> tensors.put(name, other));
    }

    private Path changed(Map<String, String> metadata, Consumer<Map<String, Safetensors.Tensor>> change)
            throws IOException {
        try (InputStream in = Objects.requireNonNull(WeightsTest.class.getResourceAsStream("tiny-timm.safetensors"))) {
            Safetensors tiny = Safetensors.of("tiny", in.readAllBytes());
            Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
            for (String name : tiny.names()) {
                tensors.put(name, tiny.tensor(name));
            }
            change.accept(tensors);
            Path file = folder.resolve("changed.safetensors");
            Safetensors.writeHalf(file, tensors, metadata);
            return file;
        }
    }
}
