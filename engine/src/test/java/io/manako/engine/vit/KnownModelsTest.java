package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownModelsTest {
    @TempDir
    private Path folder;

    @Test
    void everyModelIsWholeAndOneOfItsKind() {
        List<String> names = new ArrayList<>();
        for (KnownModel model : KnownModels.all()) {
            names.add(model.name());
            names.addAll(model.files());
            assertThat(model.name()).matches("[A-Za-z0-9._-]+");
            assertThat(model.address().getScheme()).as(model.name()).isEqualTo("https");
            assertThat(model.page().getScheme()).as(model.name()).isEqualTo("https");
            assertThat(model.dimension() / model.heads()).as(model.name()).isEqualTo(64);
            assertThat(model.side() % model.patch()).as(model.name()).isZero();
            assertThat(model.mean()).hasSize(3);
            assertThat(model.deviation()).hasSize(3);
            assertThat(model.licence()).isNotBlank();
            assertThat(model.megabytes()).isPositive();
            if (model.sha256() != null) {
                Sha256.requireHex(model.sha256());
            }
        }
        assertThat(names).doesNotHaveDuplicates().contains("dino_vits16", "dinov2_vitb14_reg");
    }

    /** The engine has one way to resize, and the catalogue promises it. */
    @Test
    void everyModelIsResizedBicubically() throws IOException {
        JsonNode models = new ObjectMapper()
                .readTree(KnownModels.class.getResourceAsStream("/io/manako/resources/models/known.json"))
                .path("models");
        assertThat(models.findValuesAsText("interpolation"))
                .hasSameSizeAs(KnownModels.all())
                .containsOnly("bicubic");
    }

    @Test
    void whatIsKnownOfAModelFillsInWhatItsFileDoesNotSay() throws IOException {
        ModelDescriptor descriptor = described(Map.of(), "dino_deitsmall16_pretrain", 384);
        assertThat(descriptor.heads()).isEqualTo(6);
        assertThat(descriptor.mean()).containsExactly(0.485f, 0.456f, 0.406f);
        assertThat(descriptor.licence()).isEqualTo("Apache-2.0");
        assertThat(descriptor.source()).contains("dl.fbaipublicfiles.com/dino/");

        assertThat(described(Map.of("heads", "4", "licence", "mine"), "dino_vits16", 384))
                .satisfies(own -> assertThat(own.heads()).isEqualTo(4))
                .satisfies(own -> assertThat(own.licence()).isEqualTo("mine"));
    }

    @Test
    void weightsOfAnotherShapeAreNotTheModelWhateverTheirName() throws IOException {
        assertThat(described(Map.of(), "dino_vits16", 192).licence()).isEqualTo("not stated");
        assertThat(described(Map.of(), "some_other_model", 384).licence()).isEqualTo("not stated");
    }

    /** Weights of 12 blocks that have what a description is read off, and no more. */
    private ModelDescriptor described(Map<String, String> metadata, String name, int dimension) throws IOException {
        Map<String, Safetensors.Tensor> tensors = new HashMap<>();
        tensors.put("norm.weight", zeros(dimension));
        tensors.put("patch_embed.proj.weight", zeros(dimension, 3, 16, 16));
        tensors.put("blocks.11.norm1.weight", zeros(dimension));
        Path file = folder.resolve(name + ".safetensors");
        Safetensors.writeHalf(file, tensors, metadata);
        try (LoadedWeights weights = LoadedWeights.open(file, false, 0)) {
            return weights.descriptor();
        }
    }

    private static Safetensors.Tensor zeros(long... shape) {
        int count = 1;
        for (long s : shape) {
            count *= (int) s;
        }
        return new Safetensors.Tensor(shape, new float[count]);
    }
}
