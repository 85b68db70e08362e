package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.Shared;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.HeadSelection;
import io.manako.engine.phs.Selection;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.vit.InferenceThread.Urgency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Vision Transformer against values of an independent PyTorch program (README.md beside the values). */
class GoldenTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "tiny-timm, tiny-timm",
        "tiny-timm, tiny-timm-6x3",
        "tiny-dinov2, tiny-dinov2",
        "tiny-dinov2-hf, tiny-dinov2-hf"
    })
    void tinyModelsOfEveryFamilyGiveTheReferenceValues(String weights, String values) throws IOException {
        JsonNode golden = json(values + ".json");
        Path file = copy(weights + ".safetensors");
        int patch = golden.get("patch").asInt();
        PatchGrid grid = new PatchGrid(
                golden.get("grid").get("rows").asInt(),
                golden.get("grid").get("columns").asInt());
        try (LoadedWeights loaded = tiny(file, golden, patch);
                DjlEncoder encoder = DjlEncoder.load(loaded, 2);
                OpenPhoto photo = encoder.openFitted(image(golden), grid, Urgency.QUERY)) {
            check(golden, photo, 1e-3f);
            float[][] regions = {floats(golden.get("focus").get(1).get("m")), new float[grid.patches()]};
            Encoding encoding = encoder.encode(List.of(image(golden), image(golden)), grid, g -> regions)
                    .get(1);
            assertThat(encoding.cls()).containsExactly(floats(golden.get("cls_normalised")), within(1e-3f));
            assertThat(encoding.windows()[1])
                    .as("a window without bias is CLS")
                    .containsExactly(encoding.cls(), within(1e-4f));
            assertThat(encoding.windows()[0])
                    .as("a window in a batch is the focus token of an open photo")
                    .containsExactly(
                            photo.focus(List.of(new FocusToken(regions[0])), DescriptorKind.WINDOW)[0], within(1e-4f));
        }
    }

    /** Tiny models of timm's and Hugging Face's own code, under the names that they save (families/make_families.py). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "timm-dino",
                "timm-registers",
                "hf-vit",
                "hf-dinov2-swiglu",
                "hf-dinov2-registers",
                "hf-dinov3",
                "hf-dinov3-gated",
                "hf-clip",
                "hf-clip-gelu",
                "hf-siglip"
            })
    void everyFamilyGivesWhatItsOwnLibraryComputes(String family) throws IOException {
        JsonNode golden = json("families/" + family + ".json");
        Path file = copy("families/" + family + ".safetensors");
        try (LoadedWeights loaded = tiny(file, golden, golden.get("patch").asInt());
                DjlEncoder encoder = DjlEncoder.load(loaded, 2);
                OpenPhoto photo = encoder.openFitted(image(golden), new PatchGrid(4, 4), Urgency.QUERY)) {
            checkTokens(golden, photo, 1e-3f);
            assertThat(photo.attention().blocks())
                    .isEqualTo(golden.get("attention_cls_to_patch").size());
            checkWindows(encoder, photo, image(golden));
        }
    }

    /** What a batch makes of a photo and its windows is what the open photo makes of them. */
    private static void checkWindows(DjlEncoder encoder, OpenPhoto photo, Raster image) {
        float[] left = new float[photo.grid().patches()];
        for (int p = 0; p < left.length; p++) {
            left[p] = p % photo.grid().columns() < 2 ? 1 : 0;
        }
        float[][] regions = {left, new float[left.length]};
        Encoding encoding = encoder.encode(List.of(image, image), photo.grid(), grid -> regions)
                .get(1);
        assertThat(encoding.cls()).containsExactly(photo.cls(), within(1e-4f));
        assertThat(encoding.windows()[1])
                .as("a window without bias is the photo")
                .containsExactly(photo.cls(), within(1e-4f));
        float[] focus = photo.focus(List.of(new FocusToken(left)), DescriptorKind.WINDOW)[0];
        assertThat(encoding.windows()[0]).containsExactly(focus, within(1e-4f));
        assertThat(dot(focus, photo.cls())).as("the bias has a say").isLessThan(0.9999);
        float[][] gates =
                new float[photo.attention().blocks()][photo.attention().heads()];
        assertThat(dot(photo.focus(List.of(new FocusToken(left, gates)), DescriptorKind.WINDOW)[0], focus))
                .as("so have the heads")
                .isLessThan(0.9999);
        assertThat(photo.focusAttention(new FocusToken(new float[left.length])).maps()[0][0])
                .containsExactly(photo.attention().maps()[0][0], within(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({"vit_tiny_patch16_224, vit-tiny, 0.999", "hybrid_prototype, hybrid-prototype, 0.999"})
    @Tag("slow")
    void realWeightsGiveTheReferenceValuesOnRealPhotos(String weights, String values, double cosine)
            throws IOException {
        Path file = Shared.path("models/" + weights + ".safetensors");
        JsonNode golden = json(values + "-reference.json");
        try (LoadedWeights loaded = withoutMeans(LoadedWeights.open(file, true, 224));
                DjlEncoder encoder = DjlEncoder.load(loaded, 2)) {
            for (JsonNode expected : golden.get("photos")) {
                Path path = Shared.path("foir/images/" + expected.get("photo").asText());
                Raster raster = PhotoDecoder.decode(withoutProfile(Files.readAllBytes(path)), 0);
                try (OpenPhoto photo = encoder.open(raster)) {
                    assertThat(dot(photo.cls(), floats(expected.get("cls_normalised"))))
                            .isGreaterThan(cosine);
                    float[][][] maps = photo.attention().maps();
                    JsonNode last = expected.get("attention_last_block");
                    for (int h = 0; h < last.size(); h++) {
                        float[] map = floats(last.get(h));
                        assertThat(relative(maps[maps.length - 1][h], map)).isLessThan(0.02);
                    }
                    for (JsonNode focus : expected.get("focus")) {
                        float[] token = photo.focus(List.of(token(focus)), DescriptorKind.FOCUS)[0];
                        assertThat(dot(token, floats(focus.get("normalised")))).isGreaterThan(cosine);
                    }
                }
            }
        }
    }

    /** The shipped weights on a picture that both programs make by a formula: stem, focus tokens, soft gates and regions. */
    @Test
    void theEmbeddedModelGivesTheReferenceValues() throws Exception {
        JsonNode golden = json("embedded.json");
        int width = golden.get("width").asInt();
        int height = golden.get("height").asInt();
        PatchGrid grid =
                new PatchGrid(golden.get("rows").asInt(), golden.get("columns").asInt());
        try (LoadedWeights loaded = withoutMeans(LoadedWeights.embedded(false, 0));
                DjlEncoder encoder = DjlEncoder.load(loaded, 2);
                OpenPhoto photo = encoder.openFitted(formula(width, height), grid, Urgency.QUERY)) {
            assertThat(photo.cls()).containsExactly(unit(floats(golden.get("cls"))), within(1e-3f));
            for (JsonNode focus : golden.get("focus")) {
                JsonNode b = focus.get("box");
                double x = b.get(0).asDouble() * width;
                double y = b.get(1).asDouble() * height;
                Box box =
                        new Box(x, y, b.get(2).asDouble() * width - x, b.get(3).asDouble() * height - y);
                float[] region = new Rasteriser(0.1).rasterise(List.of(box), width, height, grid);
                AttentionMaps attention = photo.attention();
                Selection selection = focus.get("gates").asBoolean() ? new Selection.Soft(1, 3) : new Selection.All();
                float[][] gates = HeadSelection.select(
                                attention.maps(), attention.firstBlock(), region, HeadScoring.MASS, selection, Map.of())
                        .gates();
                assertThat(photo.focus(List.of(new FocusToken(region, gates)), DescriptorKind.FOCUS)[0])
                        .as("box %s, %s", b, selection)
                        .containsExactly(unit(floats(focus.get("raw"))), within(1e-3f));
            }
        }
    }

    private static Raster formula(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) ((x * 5 + y * 11) / 3 + ((x / 32 ^ y / 48) & 1) * 97 + i % 3 * 61);
        }
        return new Raster(width, height, rgb);
    }

    private static float[] unit(float[] v) {
        float[] u = new float[v.length];
        double length = Math.sqrt(dot(v, v));
        for (int i = 0; i < v.length; i++) {
            u[i] = (float) (v[i] / length);
        }
        return u;
    }

    /** The reference program took every photo's colours for sRGB, whatever its profile said. */
    private static byte[] withoutProfile(byte[] jpeg) {
        String bytes = new String(jpeg, StandardCharsets.ISO_8859_1);
        return bytes.replace("ICC_PROFILE\0", "NOT_PROFILE\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** CLS and patches after the last block, and the attention of CLS in the last ones. */
    private static void checkTokens(JsonNode golden, OpenPhoto photo, float tolerance) {
        assertThat(photo.cls()).containsExactly(floats(golden.get("cls_normalised")), within(tolerance));
        int columns = photo.grid().columns();
        for (JsonNode patch : golden.get("patches")) {
            int at = patch.get("row").asInt() * columns + patch.get("column").asInt();
            assertThat(photo.patchTokens()[at]).containsExactly(floats(patch.get("raw")), within(5e-3f));
        }
        JsonNode attention = golden.get("attention_cls_to_patch");
        for (int f = 0; f < attention.size(); f++) {
            for (int h = 0; h < attention.get(f).size(); h++) {
                assertThat(photo.attention().maps()[f][h])
                        .containsExactly(floats(attention.get(f).get(h)), within(1e-4f));
            }
        }
    }

    private static void check(JsonNode golden, OpenPhoto photo, float tolerance) {
        checkTokens(golden, photo, tolerance);
        List<FocusToken> tokens = new ArrayList<>();
        for (JsonNode focus : golden.get("focus")) {
            tokens.add(token(focus));
        }
        float[][] all = photo.focus(tokens, DescriptorKind.FOCUS);
        for (int i = 0; i < all.length; i++) {
            JsonNode focus = golden.get("focus").get(i);
            assertThat(all[i])
                    .as(focus.get("name").asText())
                    .containsExactly(floats(focus.get("normalised")), within(tolerance));
            assertThat(photo.focus(List.of(tokens.get(i)), DescriptorKind.FOCUS)[0])
                    .as("alone as in company")
                    .containsExactly(all[i], within(1e-4f));
        }
        assertThat(photo.focusAttention(new FocusToken(new float[photo.grid().patches()]))
                        .maps()[0][0])
                .containsExactly(photo.attention().maps()[0][0], within(1e-5f));
    }

    private static LoadedWeights tiny(Path file, JsonNode golden, int patch) throws ModelException {
        LoadedWeights loaded = LoadedWeights.open(file, false, 0);
        ModelDescriptor d = loaded.descriptor();
        boolean imageNet = golden.get("preprocessing").asText().contains("0.485");
        return described(
                loaded,
                new ModelDescriptor(
                        d.name(),
                        golden.get("heads").asInt(),
                        (float) golden.get("layer_norm_eps").asDouble(),
                        d.gelu(),
                        4 * patch,
                        4 * patch,
                        true,
                        imageNet ? new float[] {0.485f, 0.456f, 0.406f} : new float[] {0.5f, 0.5f, 0.5f},
                        imageNet ? new float[] {0.229f, 0.224f, 0.225f} : new float[] {0.5f, 0.5f, 0.5f},
                        golden.get("focus_blocks").asInt(),
                        3,
                        d.means(),
                        d.licence(),
                        d.source()));
    }

    /** The values were made without means. */
    private static LoadedWeights withoutMeans(LoadedWeights loaded) {
        return described(loaded, loaded.descriptor().withMeans(Map.of()));
    }

    private static LoadedWeights described(LoadedWeights loaded, ModelDescriptor descriptor) {
        return new LoadedWeights(
                loaded.name(),
                loaded.sha256(),
                loaded.fingerprint(),
                descriptor,
                loaded.weights(),
                loaded.file(),
                null);
    }

    private static FocusToken token(JsonNode focus) {
        // The encoder's β is 3; the values were made with several.
        float[] region = floats(focus.get("m"));
        for (int i = 0; i < region.length; i++) {
            region[i] *= (float) (focus.get("beta").asDouble() / 3);
        }
        JsonNode gates = focus.get("gates");
        if (gates == null || gates.isNull()) {
            return new FocusToken(region);
        }
        float[][] values = new float[gates.size()][];
        for (int f = 0; f < values.length; f++) {
            values[f] = floats(gates.get(f));
        }
        return new FocusToken(region, values);
    }

    private static Raster image(JsonNode golden) {
        JsonNode image = golden.get("image");
        JsonNode rgb = image.get("rgb");
        byte[] bytes = new byte[rgb.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) rgb.get(i).asInt();
        }
        return new Raster(image.get("width").asInt(), image.get("height").asInt(), bytes);
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Sum of the differences over the sum of the values. */
    private static double relative(float[] actual, float[] expected) {
        double difference = 0;
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            difference += Math.abs(actual[i] - expected[i]);
            sum += expected[i];
        }
        return difference / sum;
    }

    private static JsonNode json(String name) throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private Path copy(String name) throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream(name)) {
            Path file = folder.resolve(Path.of(name).getFileName());
            Files.copy(in, file);
            return file;
        }
    }
}
