package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.photo.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A real DINOv2 against ONNX Runtime, where {@code dinov2_onnx.py} has made the folder that is named. */
@EnabledIfSystemProperty(named = "manako.dinov2", matches = ".+")
class RealWeightsTest {
    private static final int SIDE = 224;
    private static final Offset<Float> CLOSE = within(1e-4f);

    private final Path folder = Path.of(System.getProperty("manako.dinov2", ""));

    @Test
    void everyTokenIsWhatOnnxRuntimeComputes() throws Exception {
        float[] expected = new float[(1 + 256) * 384];
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("tokens.f32")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(expected);
        Raster picture = new Raster(SIDE, SIDE, Files.readAllBytes(folder.resolve("picture.rgb")));
        try (LoadedWeights weights = LoadedWeights.open(folder.resolve("dinov2_vits14.safetensors"), true, SIDE);
                DjlEncoder encoder = DjlEncoder.load(weights, 1);
                OpenPhoto photo = encoder.open(picture)) {
            float[][] patches = photo.patchTokens();
            assertThat(patches.length).isEqualTo(256);
            for (int p = 0; p < patches.length; p++) {
                assertThat(patches[p]).as("patch %d", p).containsExactly(row(expected, 1 + p), CLOSE);
            }
            assertThat(photo.cls()).containsExactly(unit(row(expected, 0)), CLOSE);
        }
    }

    private static float[] row(float[] tokens, int number) {
        float[] row = new float[384];
        System.arraycopy(tokens, number * 384, row, 0, 384);
        return row;
    }

    private static float[] unit(float[] row) {
        double square = 0;
        for (float value : row) {
            square += value * value;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= (float) Math.sqrt(square);
        }
        return row;
    }
}
