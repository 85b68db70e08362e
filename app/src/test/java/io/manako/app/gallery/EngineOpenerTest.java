package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.device.DeviceWish;
import io.manako.engine.message.Message;
import io.manako.engine.models.ModelFolder;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineOpenerTest {
    private static final Path TINY = Path.of(
            "..", "engine", "src", "test", "resources", "io", "manako", "engine", "vit", "tiny-timm.safetensors");

    @TempDir
    private Path home;

    @Test
    void theModelThatWasChosenIsUsedAndTheEmbeddedOneWhereItIsGone() throws IOException {
        ModelFolder folder = new ModelFolder(home);
        folder.add(TINY, "mine", false, ProgressListener.NONE, new CancellationToken());
        try (Gallery gallery = new EngineOpener(home).open("mine", DeviceWish.AUTOMATIC)) {
            assertThat(gallery.model().name()).isEqualTo("mine");
            assertThat(gallery.notices()).isEmpty();
        }
        folder.remove("mine");
        try (Gallery gallery = new EngineOpener(home).open("mine", DeviceWish.AUTOMATIC)) {
            assertThat(gallery.model().name()).isEqualTo("manako-embedded");
            assertThat(gallery.notices()).extracting(Message::key).contains("models.fallback");
            assertThat(gallery.notices().getFirst().english()).contains("mine", "There is no model");
        }
    }
}
