package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.message.Message;
import io.manako.engine.models.ModelFolder;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineOpenerTest {
    private static final Path TINY = Path.of(
            "..", "engine", "src", "test", "resources", "io", "manako", "engine", "vit", "tiny-timm.safetensors");

    @TempDir
    private Path home;

    @Test
    void theLibraryCanBeSeenBeforeTheModelIsThere() throws IOException {
        Path photos = Files.createDirectories(home.resolve("photos"));
        PictureWriter.write(new Raster(32, 24, new byte[32 * 24 * 3]), photos.resolve("dark.png"));
        try (Engine engine = Engine.open(EngineConfig.embedded(home));
                PhotoLibrary library = engine.openLibrary(home.resolve("library"))) {
            library.indexAndWait(List.of(photos), ProgressListener.NONE);
        }
        List<String> seen = new ArrayList<>();
        Consumer<PhotoShelf> early = shelf -> {
            assertThat(shelf.folders()).containsExactly(photos.toAbsolutePath());
            for (GalleryPhoto photo : shelf.photos()) {
                seen.add(photo.path().getFileName().toString());
                assertThatCode(() -> shelf.thumbnail(photo.id(), 16)).doesNotThrowAnyException();
            }
        };
        try (Gallery gallery = new EngineOpener(home).open(null, DeviceWish.CPU, early)) {
            assertThat(seen).containsExactly("dark.png");
            assertThat(gallery.photos()).hasSize(1);
        }
    }

    @Test
    void theModelThatWasChosenIsUsedAndTheEmbeddedOneWhereItIsGone() throws IOException {
        ModelFolder folder = new ModelFolder(home);
        folder.add(TINY, "mine", false, ProgressListener.NONE, new CancellationToken());
        try (Gallery gallery = new EngineOpener(home).open("mine", DeviceWish.AUTOMATIC, early -> {})) {
            assertThat(gallery.model().name()).isEqualTo("mine");
            assertThat(gallery.notices()).isEmpty();
        }
        folder.remove("mine");
        try (Gallery gallery = new EngineOpener(home).open("mine", DeviceWish.AUTOMATIC, early -> {})) {
            assertThat(gallery.model().name()).isEqualTo("manako-embedded");
            assertThat(gallery.notices()).extracting(Message::key).contains("models.fallback");
            assertThat(gallery.notices().getFirst().english()).contains("mine", "There is no model");
        }
    }
}
