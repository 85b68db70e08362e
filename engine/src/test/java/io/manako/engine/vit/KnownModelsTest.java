package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            assertThat(model.source().getScheme()).as(model.name()).isEqualTo("https");
            assertThat(model.licence().contains("accepted") && model.address() != null)
                    .as("fetched although its licence has to be accepted: " + model.name())
                    .isFalse();
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
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("dino_vits16", "dinov2_vitb14_reg", "dinov3_vits16", "siglip_vitb16");
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

    @Test
    void familiesAreKnownByTheirTensors() throws IOException {
        assertThat(described(Map.of(), "clip", 768, "pre_layrnorm.weight", "encoder.layers.0.self_attn.q_proj.weight"))
                .satisfies(clip -> assertThat(clip.gelu()).isEqualTo(Gelu.QUICK))
                .satisfies(clip -> assertThat(clip.epsilon()).isEqualTo(1e-5f))
                .satisfies(clip -> assertThat(clip.mean()[0]).isEqualTo(0.48145466f));
        assertThat(described(Map.of(), "timms-clip", 768, "norm_pre.weight").gelu())
                .isEqualTo(Gelu.EXACT);
        assertThat(described(Map.of("activation", "quick_gelu"), "timms-clip", 768, "norm_pre.weight")
                        .gelu())
                .isEqualTo(Gelu.QUICK);
        assertThat(described(Map.of(), "siglip", 768, "vision_model.head.probe"))
                .satisfies(siglip -> assertThat(siglip.gelu()).isEqualTo(Gelu.TANH))
                .satisfies(siglip -> assertThat(siglip.mean()[0]).isEqualTo(0.5f));
        assertThatThrownBy(() -> described(Map.of("activation", "relu"), "odd", 768))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("relu");
    }

    /** Weights of 12 blocks that have what a description is read off, and as many more as are named. */
    private ModelDescriptor described(Map<String, String> metadata, String name, int dimension, String... more)
            throws IOException {
        Map<String, Safetensors.Tensor> tensors = new HashMap<>();
        tensors.put("norm.weight", zeros(dimension));
        tensors.put("patch_embed.proj.weight", zeros(dimension, 3, 16, 16));
        tensors.put("blocks.11.norm1.weight", zeros(dimension));
        for (String tensor : more) {
            tensors.put(tensor, zeros(dimension));
        }
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
