package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.NamedPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", new Safetensors.Tensor(new long[] {2, 2}, new float[] {1, -2, 0.5f, 65504}));
        tensors.put("b", new Safetensors.Tensor(new long[] {}, new float[] {3}));
        Path file = folder.resolve("w.safetensors");
        Safetensors.writeHalf(file, tensors, Map.of("name", "目"));
        try (Safetensors read = Safetensors.open(file)) {
            assertThat(read.names()).containsExactly("a", "b");
            assertThat(read.metadata()).containsEntry("name", "目");
            assertThat(read.tensor("a").shape()).containsExactly(2, 2);
            assertThat(read.tensor("a").values()).containsExactly(1, -2, 0.5f, 65504);
            assertThat(read.tensor("b").values()).containsExactly(3);
        }
    }

    @Test
    void brainFloatsAreConvertedAndNeverPassedOn() throws IOException {
        byte[] data = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x3fc0)
                .putShort((short) 0xc000)
                .array();
        Safetensors file =
                Safetensors.of("bf16", file("{\"x\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", data));
        assertThat(file.tensor("x").values()).containsExactly(1.5f, -2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}} | cut short",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | needs 12",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}} | cut short",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,8]}} | impossible shape",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}} | impossible shape",
                "{\"x\":{\"dtype\":\"F8\",\"shape\":[8],\"data_offsets\":[0,8]}} | not understood",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}} | overlap",
                "[1] | not a JSON object",
                "{\"x\" | not JSON"
            })
    void aHostileHeaderIsRefusedBeforeDecoding(String header, String why) {
        assertThatThrownBy(() -> Safetensors.of("bad", file(header, new byte[8])))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("bad")
                .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsNoneIsRefused() throws IOException {
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("absent"))).hasMessageContaining("no weights file");
        assertThatThrownBy(() -> Safetensors.open(folder)).hasMessageContaining("is a folder");
        Path text = folder.resolve("text.safetensors");
        Files.writeString(text, "hello, this is no safetensors file");
        assertThatThrownBy(() -> Safetensors.open(text)).hasMessageContaining("not a safetensors file");
        Path empty = folder.resolve("empty.safetensors");
        Files.createFile(empty);
        assertThatThrownBy(() -> Safetensors.open(empty)).hasMessageContaining("0 bytes");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe.safetensors");
        NamedPipe.make(pipe);
        assertThatThrownBy(() -> Safetensors.open(pipe)).hasMessageContaining("is no file");
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() throws IOException {
        byte[] data = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(Float.NaN)
                .array();
        Safetensors file =
                Safetensors.of("nan", file("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", data));
        assertThatThrownBy(() -> file.tensor("x")).hasMessageContaining("no number");
    }

    @Test
    void weightsOfAnotherArchitectureAreRefusedWithWhatIsMissing() throws IOException {
        Path file = folder.resolve("mlp.safetensors");
        Safetensors.writeHalf(
                file, Map.of("fc.weight", new Safetensors.Tensor(new long[] {1}, new float[] {1})), Map.of());
        assertThatThrownBy(() -> LoadedWeights.open(file, false, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Vision Transformer");
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
