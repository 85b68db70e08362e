package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.LibraryContents;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.message.Message;
import io.manako.engine.models.ModelFolder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.StoreException;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EngineOpenerTest {
    private static final Path TINY = Path.of(
            "..", "engine", "src", "test", "resources", "io", "manako", "engine", "vit", "tiny-timm.safetensors");

    @TempDir
    private Path home;

    /** That they have their say is LearnedTagsTest's in the engine; here that a start asks for it. */
    @Test
    @Timeout(120)
    void aStartRecallsTagsAndLearnsThemAgainWhereTheyHaveChanged() throws Exception {
        new ModelFolder(home).add(TINY, "mine", false, ProgressListener.NONE, new CancellationToken());
        Path folder = Files.createDirectories(home.resolve("photos"));
        for (int i = 0; i < 8; i++) {
            byte[] noise = new byte[160 * 120 * 3];
            new Random(i).nextBytes(noise);
            PictureWriter.write(new Raster(160, 120, noise), folder.resolve(i + ".png"));
        }
        byte[] learned;
        try (Gallery gallery = new EngineOpener(home).open("mine", DeviceWish.AUTOMATIC, early -> {})) {
            gallery.index(List.of(folder), ProgressListener.NONE).result().join();
            List<PhotoId> photos =
                    gallery.photos().stream().map(GalleryPhoto::id).toList();
            gallery.apply(TagEdit.of(photos.subList(0, 4), List.of(new TagName("lamp")), List.of()));
            gallery.apply(TagEdit.of(photos.subList(4, 6), List.of(new TagName("cup")), List.of()));
            gallery.learnTags(ProgressListener.NONE, new CancellationToken());
            learned = Files.readAllBytes(learnedTags());
            gallery.apply(TagEdit.of(photos.subList(6, 7), List.of(new TagName("cup")), List.of()));
        }
        try (Gallery gallery = new EngineOpener(home).open("mine", DeviceWish.AUTOMATIC, early -> {})) {
            while (Arrays.equals(learned, Files.readAllBytes(learnedTags()))) {
                Thread.sleep(20);
            }
        }
    }

    private Path learnedTags() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("library"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("labels-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

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
    void aLibraryThatWasBegunWithIsTheOneThatOpens() throws IOException {
        new ModelFolder(home).add(TINY, "mine", false, ProgressListener.NONE, new CancellationToken());
        EngineOpener opener = new EngineOpener(home);
        opener.begin();
        try (Gallery gallery = opener.open("mine", DeviceWish.CPU, early -> {})) {
            assertThatCode(opener::close).doesNotThrowAnyException(); // it is not the opener's any more
            assertThat(gallery.photos()).isEmpty();
        }
    }

    @Test
    void aLibraryThatNobodyOpenedIsClosed() {
        EngineOpener opener = new EngineOpener(home);
        opener.begin();
        opener.close();
        assertThatCode(() -> LibraryContents.open(home.resolve("library")).close())
                .doesNotThrowAnyException();
    }

    @Test
    void aLibraryThatCannotBeOpenedSaysSoWhenItIsAskedFor() throws IOException {
        Files.writeString(home.resolve("library"), "no folder");
        EngineOpener opener = new EngineOpener(home);
        opener.begin();
        assertThatThrownBy(() -> opener.open(null, DeviceWish.CPU, early -> {})).isInstanceOf(StoreException.class);
        assertThatCode(opener::close).doesNotThrowAnyException();
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
