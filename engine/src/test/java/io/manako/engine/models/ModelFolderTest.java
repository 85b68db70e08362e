package io.manako.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.checkpoint.CheckpointException;
import io.manako.engine.file.Sha256;
import io.manako.engine.models.ModelFolder.Added;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.KnownModel;
import io.manako.engine.vit.KnownModels;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.ModelRecord;
import io.manako.engine.vit.Safetensors;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    static final Path TINY =
            Path.of("src", "test", "resources", "io", "manako", "engine", "vit", "tiny-timm.safetensors");

    @TempDir
    private Path home;

    @Test
    void aFileBecomesAModelUnderItsNameWithItsHash() throws IOException {
        List<Progress> told = new ArrayList<>();

        Added added = folder().add(TINY, null, false, told::add, new CancellationToken());

        assertThat(added.name()).isEqualTo("tiny-timm");
        assertThat(added.file()).hasSameBinaryContentAs(TINY);
        assertThat(told).extracting(Progress::stage).containsExactly("models.copy", "models.check");
        ModelCatalogue.Entry entry = new ModelCatalogue(home).list().get(1);
        assertThat(entry.name()).isEqualTo("tiny-timm");
        assertThat(entry.problem()).isNull();
        assertThat(entry.bytes()).isEqualTo(Files.size(TINY));
        assertThat(entry.sha256())
                .isEqualTo(Sha256.hex(digest(TINY)))
                .isEqualTo(added.record().sha256());
        assertThat(entry.record()).isEqualTo(added.record());
        try (LoadedWeights weights = new ModelCatalogue(home).open("tiny-timm", false, 0)) {
            assertThat(weights.sha256()).isEqualTo(entry.sha256());
        }
    }

    private static MessageDigest digest(Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        digest.update(Files.readAllBytes(file));
        return digest;
    }

    @Test
    void aFileOfPyTorchBecomesSafetensorsWithTheSameNumbers() throws IOException {
        Path checkpoint = TINY.resolveSibling("../checkpoint/tiny-dinov2.pth").normalize();

        Added added = add(checkpoint, null);

        assertThat(added.name()).isEqualTo("tiny-dinov2");
        assertThat(added.record().originSha256())
                .isEqualTo(Sha256.hex(digest(checkpoint)))
                .isNotEqualTo(added.record().sha256());
        try (Safetensors converted = Safetensors.open(added.file());
                Safetensors original = Safetensors.open(TINY.resolveSibling("tiny-dinov2.safetensors"))) {
            assertThat(converted.names()).hasSameSizeAs(original.names());
            for (String name : original.names()) {
                assertThat(converted.tensor("backbone." + name).shape())
                        .isEqualTo(original.tensor(name).shape());
                assertThat(converted.tensor("backbone." + name).values())
                        .isEqualTo(original.tensor(name).values());
            }
        }
        assertThatThrownBy(() -> add(checkpoint.resolveSibling("runs-code.pth"), null))
                .isInstanceOf(CheckpointException.class);
        assertThat(names()).containsExactly("tiny-dinov2.json", "tiny-dinov2.safetensors");
    }

    @Test
    void aFileThatTheCatalogueKnowsHasTheNameOfTheCatalogue() throws IOException {
        Path file = Files.copy(TINY, home.resolve("dino_deitsmall16_pretrain.safetensors"));
        assertThat(add(file, null).name()).isEqualTo("dino_vits16");
        assertThat(add(file, "own").name()).isEqualTo("own");
    }

    @Test
    void anotherModelOfTheNameIsReplacedOnlyWhereThatIsWanted() throws IOException {
        Path hf = TINY.resolveSibling("tiny-dinov2-hf.safetensors");
        add(TINY, "mine");

        assertThatThrownBy(() -> add(hf, "mine")).hasMessageContaining("There is a model mine already");
        assertThat(new ModelCatalogue(home).fileOf("mine")).hasSameBinaryContentAs(TINY);

        folder().add(hf, "mine", true, ProgressListener.NONE, new CancellationToken());
        assertThat(new ModelCatalogue(home).fileOf("mine")).hasSameBinaryContentAs(hf);
        assertThat(new ModelCatalogue(home).list().get(1).problem()).isNull();
    }

    @Test
    void whatCannotBeUsedIsNoModelAndLeavesTheOldOne() throws IOException {
        add(TINY, "mine");
        Path cut = home.resolve("cut.safetensors");
        byte[] bytes = Files.readAllBytes(TINY);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> folder().add(cut, "mine", true, ProgressListener.NONE, new CancellationToken()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(cut.toString())
                .hasMessageContaining("cut short");

        assertThat(new ModelCatalogue(home).fileOf("mine")).hasSameBinaryContentAs(TINY);
        assertThat(names()).containsExactly("mine.json", "mine.safetensors");
    }

    @Test
    void weightsThatMakeNothingOfAPictureAreRefused() throws IOException {
        Path nothing = tinyWithNothingIn("norm.");
        assertThatThrownBy(() -> add(nothing, null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nothing at all");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch_embed.proj.weight", "attn.proj.weight", "blocks."})
    void weightsThatMakeTheSameOfEveryPictureAreRefused(String zero) throws IOException {
        Path blind = tinyWithNothingIn(zero);
        assertThatThrownBy(() -> add(blind, null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(blind + " cannot be used: they make the same of every picture");
        assertThat(names()).isEmpty();

        EngineConfig config = new EngineConfig(blind.toString(), home, 0, EngineConfig.Preprocessing.DEFAULT, 0);
        assertThatThrownBy(() -> Engine.open(config).close()).hasMessageContaining("the same of every picture");
    }

    /** The tiny weights with zeros in every tensor whose name has a part in it. */
    private Path tinyWithNothingIn(String part) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Safetensors tiny = Safetensors.open(TINY)) {
            for (String name : tiny.names()) {
                Tensor tensor = tiny.tensor(name);
                boolean zero = name.contains(part);
                tensors.put(name, zero ? new Tensor(tensor.shape(), new float[tensor.values().length]) : tensor);
            }
        }
        Path file = home.resolve("nothing.safetensors");
        Safetensors.writeHalf(file, tensors, Map.of());
        return file;
    }

    @Test
    void whoCancelsFindsNoModel() throws IOException {
        CancellationToken token = new CancellationToken();
        ProgressListener stop = progress -> token.cancel();

        assertThatThrownBy(() -> folder().add(TINY, null, false, stop, token))
                .isInstanceOf(CancellationException.class);

        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../mine", "a/b", ".hidden", "embedded", "manako-embedded", "眼"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> add(TINY, name))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cannot be the name of a model");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> add(home.resolve("absent.safetensors"), null))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent.safetensors");
        assertThatThrownBy(() -> add(home, null))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no file");
    }

    @Test
    void aModelThatWasChangedSinceItCameIsNotUsed() throws IOException {
        Added added = add(TINY, "mine");
        byte[] bytes = Files.readAllBytes(TINY);
        bytes[bytes.length - 1] ^= 1;
        Files.write(added.file(), bytes);

        assertThat(new ModelCatalogue(home).list().get(1).problem().english())
                .contains("not what it was when it came")
                .contains(added.record().sha256());
        assertThatThrownBy(() -> new ModelCatalogue(home).open("mine", false, 0).close())
                .hasMessageContaining("not what it was when it came");
    }

    @Test
    void aFetchedFileOfPyTorchIsConvertedAndUselessOnesAreNotKept() throws IOException {
        Path checkpoints = TINY.resolveSibling("../checkpoint").normalize();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] file = Files.readAllBytes(
                        checkpoints.resolve(exchange.getRequestURI().getPath().substring(1)));
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        });
        server.start();
        try {
            URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            KnownModel model = KnownModels.named("dinov2_vitb14_reg").orElseThrow();
            assertThatThrownBy(() -> fetch(model, at.resolve("runs-code.pth")))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("The file dinov2_vitb14_reg cannot be read");
            assertThat(names()).isEmpty();

            Added added = fetch(model, at.resolve("tiny-dinov2.pth"));
            assertThat(added.record().origin()).isEqualTo(at + "tiny-dinov2.pth");
            assertThat(names()).containsExactly("dinov2_vitb14_reg.json", "dinov2_vitb14_reg.safetensors");
            assertThatThrownBy(() -> fetch(model, at.resolve("tiny-dinov2.pth")))
                    .hasMessageContaining("There is a model dinov2_vitb14_reg already");
        } finally {
            server.stop(0);
        }
    }

    private Added fetch(KnownModel model, URI address) throws IOException {
        return folder().download(model, address, false, ProgressListener.NONE, new CancellationToken());
    }

    @Test
    void aFileOfPyTorchThatWasNotImportedSaysHow() {
        Path checkpoint = TINY.resolveSibling("../checkpoint/tiny-dinov2.pth").normalize();
        assertThatThrownBy(() -> new ModelCatalogue(home).open(checkpoint.toString(), false, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("manako models import " + checkpoint);
    }

    @Test
    void aModelGoesWithAllThatIsItsOwn() throws IOException {
        add(TINY, "mine");
        folder().remove("mine");
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> folder().remove("mine")).hasMessageContaining("There is no model mine");
        assertThatThrownBy(() -> folder().remove("manako-embedded")).hasMessageContaining("cannot be removed");
    }

    @Test
    void aModelThatWasFetchedHalfIsRemovedToo() throws IOException {
        Files.createDirectories(home.resolve("models"));
        Files.writeString(home.resolve("models/.dino_vits16.download"), "half");
        Files.writeString(home.resolve("models/.dino_vits16.download.json"), "{}");
        folder().remove("dino_vits16");
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> folder().remove("dino_vits16")).hasMessageContaining("There is no model dino_vits16");
    }

    @Test
    void aRecordThatNobodyUnderstandsIsNone() throws IOException {
        Added added = add(TINY, "mine");
        Files.writeString(added.file().resolveSibling("mine.json"), "{");
        assertThat(ModelRecord.of(added.file())).isNull();
        assertThat(new ModelCatalogue(home).list().get(1).problem()).isNull();
    }

    private ModelFolder folder() {
        return new ModelFolder(home);
    }

    private Added add(Path file, String name) throws IOException {
        return folder().add(file, name, false, ProgressListener.NONE, new CancellationToken());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("models"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
