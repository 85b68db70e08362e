package io.manako.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that PyTorch saved, and such as it never would (make_checkpoints.py beside them says how they were made). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StateDictTest {
    private static final Path FILES = Path.of("src", "test", "resources", "io", "manako", "engine", "checkpoint");

    @TempDir
    private Path folder;

    @Test
    void everyKindOfNumberAndViewIsReadAsPyTorchSeesIt() throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(FILES.resolve("expected.json").toFile());
        try (StateDict weights = StateDict.open(FILES.resolve("small.pth"))) {
            assertThat(weights.entries()).hasSize(expected.size());
            for (StateDict.Entry entry : weights.entries()) {
                JsonNode tensor = expected.get(entry.name());
                assertThat(Arrays.toString(entry.shape()))
                        .as(entry.name())
                        .isEqualTo(tensor.get("shape").toString().replace(",", ", "));
                double[] values = values(weights, entry);
                assertThat(values).as(entry.name()).hasSize(tensor.get("values").size());
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i])
                            .as("%s %d", entry.name(), i)
                            .isCloseTo(tensor.get("values").get(i).asDouble(), within(0.0));
                }
            }
        }
    }

    private static double[] values(StateDict weights, StateDict.Entry entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        weights.write(entry, out);
        assertThat(out.size()).isEqualTo(entry.bytes());
        ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) Arrays.stream(entry.shape()).reduce(1, (a, b) -> a * b);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (entry.dtype()) {
                case "F32" -> in.getFloat();
                case "F64" -> in.getDouble();
                case "F16" -> Float.float16ToFloat(in.getShort());
                case "BF16" -> Float.intBitsToFloat(in.getShort() << 16);
                case "I64" -> in.getLong();
                case "I32" -> in.getInt();
                case "BOOL" -> in.get();
                default -> throw new AssertionError(entry.dtype());
            };
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "runs-code.pth | asks for posix.system",
                "namespace.pth | asks for argparse.Namespace",
                "old.pth | before version 1.6",
                "no-tensors.pth | no tensors under names",
                "cut-data.pth | fewer numbers than its tensors have",
                "large-shape.pth | larger than its data",
                "negative-shape.pth | larger than its data",
                "negative-stride.pth | larger than its data",
                "wide-stride.pth | larger than its data",
                "repeated.pth | fewer numbers than its tensors have",
                "many-views.pth | more tensors than numbers",
                "long-text.pth | a text of 2147483647 bytes",
                "other-opcode.pth | opcode 73 at byte 2",
                "no-end.pth | it ends at byte",
                "empty-pickle.pth | it ends at byte 0",
                "compressed.pth | compressed",
                "endless-key.pth | a key that is neither text nor number"
            })
    void whatIsNotWeightsAloneIsRefusedWithTheWayToConvertIt(String file, String why) {
        Path path = FILES.resolve(file);
        assertThatThrownBy(() -> StateDict.open(path).close())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("The file " + path + " cannot be read as weights")
                .hasMessageContaining(why)
                .hasMessageContaining("save_file(torch.load(sys.argv[1], weights_only=True)");
        assertThat(Path.of("/tmp/manako-was-here")).as("nothing was run").doesNotExist();
    }

    /** Whatever is cut off or changed: a sentence or the same names, and never another exception. */
    @Test
    void aFileThatIsDamagedAnywhereIsASentenceAtWorst() throws IOException {
        byte[] good = Files.readAllBytes(FILES.resolve("small.pth"));
        Path file = folder.resolve("damaged.pth");
        for (int i = 0; i < good.length; i += 3) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 << i % 8);
            Files.write(file, changed);
            tryToRead(file);
            if (i % 60 == 0) {
                Files.write(file, Arrays.copyOf(good, i));
                tryToRead(file);
            }
        }
    }

    private static void tryToRead(Path file) throws IOException {
        try (StateDict weights = StateDict.open(file)) {
            for (StateDict.Entry entry : weights.entries()) {
                weights.write(entry, OutputStream.nullOutputStream());
            }
        } catch (CheckpointException e) {
            assertThat(e.wording().key()).isEqualTo("engine.checkpoint.refused");
        }
    }

    @Test
    void filesOfPyTorchAreToldFromSafetensors() throws IOException {
        Path vit = FILES.resolveSibling("vit");
        assertThat(StateDict.looksLike(FILES.resolve("small.pth"))).isTrue();
        assertThat(StateDict.looksLike(FILES.resolve("old.pth"))).isTrue();
        assertThat(StateDict.looksLike(vit.resolve("tiny-timm.safetensors"))).isFalse();
        Path odd = folder.resolve("odd");
        Files.write(odd, new byte[] {(byte) 0x80, 2, 1, 0, 0, 0, 0, 0, '{', '}'});
        assertThat(StateDict.looksLike(odd)).as("a header of 66,176 bytes").isFalse();
    }
}
