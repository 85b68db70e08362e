package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.vit.KnownModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real folder and a server on this computer. */
@Timeout(90)
class ModelsViewModelTest {
    private static final Path TINY = Path.of(
            "..", "engine", "src", "test", "resources", "io", "manako", "engine", "vit", "tiny-timm.safetensors");

    @TempDir
    private Path home;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private SettingsViewModel settings;
    private ModelsViewModel models;

    @BeforeEach
    void aServerThatHasOneModelAndBeginsAnother() throws IOException {
        byte[] file = Files.readAllBytes(TINY);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        });
        server.createContext("/begun", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("ETag", "\"v1\"");
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file, 0, 1000);
                exchange.getResponseBody().flush();
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        Background background = Background.on(ui::add, threads);
        settings = new SettingsViewModel(background, new SettingsFile(home), Settings.defaults(), failure -> {});
        models = new ModelsViewModel(background, home, List.of(known("whole"), known("begun")), settings);
        models.refresh();
        until(() -> models.rows().size() == 3);
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void whatIsHereAndWhatCanBeHadAreListedAndTheEmbeddedModelIsChosen() {
        assertThat(models.rows()).extracting(ModelRow::name).containsExactly("manako-embedded", "whole", "begun");
        assertThat(models.selectedProperty().get().name()).isEqualTo("manako-embedded");
        assertThat(models.isChosen(models.rows().getFirst())).isTrue();
        assertThat(models.canUseProperty().get()).isFalse();
        assertThat(models.canDownloadProperty().get()).isFalse();
        assertThat(models.canRemoveProperty().get()).isFalse();
        select("whole");
        assertThat(models.canDownloadProperty().get()).isTrue();
        assertThat(models.canUseProperty().get()).isFalse();
    }

    @Test
    void aModelIsFetchedChosenGivenUpAndRemoved() {
        select("whole");
        models.download();
        assertThat(models.runningProperty().get()).isTrue();
        until(() -> !models.runningProperty().get());
        assertThat(models.messageProperty().get().key()).isEqualTo("models.added");
        until(() -> models.selectedProperty().get().here());

        List<String> chosen = new ArrayList<>();
        models.setOnUse(name -> {
            chosen.add(name);
            settings.change(now -> now.withModel(now.model().withNext(name)));
        });
        models.use();
        assertThat(models.messageProperty().get())
                .isEqualTo(Message.of("models.chosen-now", "whole", "manako-embedded"));
        assertThat(models.isNext(models.selectedProperty().get())).isTrue();
        assertThat(models.canRemoveProperty().get()).as("it reads the photos").isFalse();
        assertThat(models.canUseProperty().get()).isFalse();
        select("manako-embedded");
        assertThat(models.canUseProperty().get()).as("gives the other up").isTrue();
        models.use();
        assertThat(chosen).containsExactly("whole", "manako-embedded");
        assertThat(settings.now().model()).isEqualTo(ModelChoice.embedded());

        select("whole");
        models.remove();
        until(() -> !models.selectedProperty().get().here());
        assertThat(models.messageProperty().get().key()).isEqualTo("models.removed");
        assertThat(home.resolve("models")).isEmptyDirectory();
    }

    @Test
    void aModelIsMeasuredAndTheFiguresAreKept() {
        models.importFile(TINY, false);
        until(() -> !models.runningProperty().get());
        until(() -> models.rows().size() == 4);
        select("tiny-timm");
        assertThat(models.selectedProperty().get().figures()).isNull();
        models.measure();
        assertThat(models.canMeasureProperty().get()).as("while it goes on").isFalse();
        until(() -> !models.runningProperty().get());
        assertThat(models.messageProperty().get().key()).isEqualTo("models.measured");
        until(() -> models.selectedProperty().get().figures() != null);
        assertThat(models.selectedProperty().get().figures().photoMillis()).isPositive();

        select("whole");
        assertThat(models.canMeasureProperty().get()).as("it is not here").isFalse();
    }

    @Test
    void whatModelsKnowOfThePhotosIsShownAndDropped() {
        FixedGallery gallery = new FixedGallery();
        gallery.uses = List.of(
                new DescriptorUse("left-by-one-that-is-gone", 5_000_001, 5_000_001),
                new DescriptorUse("manako-embedded", 2_000_000, 0));
        models.use(gallery);
        models.refreshUse();
        until(() -> models.rows().size() == 4);
        assertThat(models.rows().getFirst().descriptors()).isEqualTo(2_000_000);
        select("manako-embedded");
        assertThat(models.canDropProperty().get()).as("it is in use").isFalse();

        select("left-by-one-that-is-gone");
        assertThat(models.selectedProperty().get().isGone()).isTrue();
        assertThat(models.canUseProperty().get()).isFalse();
        assertThat(models.canDownloadProperty().get()).isFalse();
        assertThat(models.canDropProperty().get()).isTrue();
        models.drop();
        until(() -> models.rows().size() == 3);
        assertThat(models.messageProperty().get())
                .isEqualTo(Message.of("models.dropped", "left-by-one-that-is-gone", 6L));
    }

    @Test
    void aDownloadThatIsStoppedKeepsWhatCame() {
        select("begun");
        models.download();
        until(() -> models.progressProperty().get() != null);
        models.cancel();
        until(() -> !models.runningProperty().get());
        assertThat(models.messageProperty().get().key()).isEqualTo("models.cancelled");
        assertThat(home.resolve("models").resolve(".begun.download")).hasSize(1000);
        assertThat(models.rows()).hasSize(3);
    }

    @Test
    void aFileIsTakenOnceUnlessItMayReplace() {
        models.importFile(TINY, false);
        until(() -> !models.runningProperty().get());
        assertThat(models.messageProperty().get().english()).startsWith("tiny-timm is at hand. SHA-256 of the file: ");
        until(() -> models.rows().size() == 4);

        models.importFile(TINY, false);
        until(() -> !models.runningProperty().get());
        assertThat(models.messageProperty().get().key()).isEqualTo("engine.models.taken");

        models.importFile(TINY, true);
        until(() -> !models.runningProperty().get());
        assertThat(models.messageProperty().get().key()).isEqualTo("models.added");
    }

    private KnownModel known(String name) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
        float[] half = {0.5f, 0.5f, 0.5f};
        return new KnownModel(
                name, name, 32, 3, 4, 16, 0, 1e-6f, 64, half, half, "none", address, address, 1, null, List.of());
    }

    private void select(String name) {
        models.selectedProperty()
                .set(models.rows().stream()
                        .filter(row -> row.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    /** Does the UI thread's work until something holds. */
    private void until(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                Runnable work = ui.poll(30, TimeUnit.SECONDS);
                assertThat(work).as("nothing comes any more").isNotNull();
                work.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
