package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.settings.CaptionChoice;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.lexical.caption.CaptionProtocol;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.message.Message;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, which answers as often as the test lets it. */
@Timeout(60)
class CaptionsViewModelTest {
    private static final int PHOTOS = 4;

    @TempDir
    private Path home;

    private LibraryStore store;
    private HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final FixedGallery gallery = new FixedGallery();
    private final List<Message> told = new ArrayList<>();
    private final List<Message> warned = new ArrayList<>();
    private final CaptionsViewModel captions = new CaptionsViewModel(
            Background.on(ui::add, threads), new Messages(Language.ENGLISH), told::add, warned::add);
    private String answer = "A red lamp.\\nKeywords: lamp";
    private int changes;

    @BeforeEach
    void aLibraryAndAServer() throws IOException {
        store = LibraryStore.open(home.resolve("library"));
        for (int i = 0; i < PHOTOS; i++) {
            Path file = home.resolve("photo-" + i + ".jpg");
            PictureWriter.write(new Raster(60, 40, new byte[60 * 40 * 3]), file);
            ByteHash bytes = ByteHash.of(file.toString().getBytes(StandardCharsets.UTF_8));
            store.catalogue().write(writer -> {
                PhotoId id = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 60, 40, "JPEG", null));
                writer.putFile(file, id, bytes, new FileStamp(1, 1));
            });
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                asked.incrementAndGet();
                answers.acquireUninterruptibly();
                byte[] body = ("{\"message\":{\"content\":\"" + answer + "\"}}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        gallery.captions = settings -> new CaptionRun(store.catalogue(), settings);
        captions.use(gallery);
        captions.setOnWritten(() -> changes++);
    }

    @AfterEach
    void stop() {
        captions.stop();
        answers.release(1000);
        server.stop(0);
        threads.shutdownNow();
        store.close();
    }

    private CaptionChoice choice(String endpoint, String model) {
        return new CaptionChoice(endpoint, false, CaptionProtocol.OLLAMA, model, "Describe.", 20, 1, false);
    }

    private CaptionChoice here() {
        return choice("http://127.0.0.1:" + server.getAddress().getPort(), "sees");
    }

    private int written() {
        return store.catalogue().machineCaptions().photos().size();
    }

    /** Does what waits for the UI thread until something is so. */
    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable next = ui.poll(20, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
    }

    @Test
    void captionsAreWrittenWithPauseAndProgressAndToldOfAtTheEnd() throws InterruptedException {
        assertThat(captions.start(here(), false)).isTrue();
        assertThat(captions.runningProperty().get()).isTrue();
        assertThat(captions.start(here(), false)).as("one run at a time").isTrue();
        answers.release();
        until(() -> captions.lineProperty().getValue().equals("Writing captions · 1 of 4") && asked.get() == 2);

        captions.togglePause();
        assertThat(captions.lineProperty().getValue()).isEqualTo("Captions paused · 1 of 4");
        answers.release(10);
        until(() -> captions.progressProperty().get().done() == 2);
        int sent = asked.get();
        Thread.sleep(300);
        assertThat(asked.get())
                .as("what was being asked is finished, and nothing else")
                .isEqualTo(sent)
                .isEqualTo(2);

        captions.togglePause();
        until(() -> !captions.runningProperty().get());
        assertThat(written()).isEqualTo(PHOTOS);
        assertThat(told).containsExactly(Message.of("captions.done", PHOTOS, 0));
        assertThat(warned).isEmpty();
        assertThat(changes).isPositive();
        assertThat(captions.progressProperty().get()).isNull();
    }

    @Test
    void whatIsStoppedInAPauseKeepsWhatIsThereAndGoesOnThere() throws InterruptedException {
        captions.start(here(), false);
        answers.release(2);
        until(() -> captions.progressProperty().get().done() == 2);
        captions.togglePause();
        captions.stop();
        until(() -> !captions.runningProperty().get());
        assertThat(told).containsExactly(Message.of("captions.stopped", 2));
        assertThat(captions.pausedProperty().get()).isFalse();
        assertThat(written()).isEqualTo(2);

        answers.release(10);
        captions.start(here(), false);
        until(() -> !captions.runningProperty().get());
        assertThat(told.getLast()).isEqualTo(Message.of("captions.done", 2, 2));
    }

    @Test
    void whatCannotBeginSaysWhyAndSendsNothing() {
        assertThat(captions.start(choice("http://example.com:11434", "sees"), false))
                .isFalse();
        assertThat(captions.messageProperty().get().key()).isEqualTo("engine.caption.remote");
        assertThat(captions.start(choice("", "sees"), false)).isFalse();
        assertThat(captions.messageProperty().get().key()).isEqualTo("engine.caption.no-address");
        assertThat(captions.start(choice("http://localhost:1", " "), false)).isFalse();
        assertThat(captions.messageProperty().get().key()).isEqualTo("captions.no-model");
        assertThat(captions.runningProperty().get()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aServerThatIsNotThereAndAModelThatSaysNothingAreSentences() throws InterruptedException {
        server.stop(0);
        captions.start(here(), false);
        until(() -> !captions.runningProperty().get());
        assertThat(warned.getLast().key()).isEqualTo("engine.caption.nobody");
    }

    @Test
    void photosWithoutACaptionAreCountedAndTheFirstSaysWhy() throws InterruptedException {
        answer = "";
        answers.release(1000);
        captions.start(here(), false);
        until(() -> !captions.runningProperty().get());
        assertThat(warned).hasSize(1);
        assertThat(warned.getLast().english())
                .startsWith("Captions written: 0, photos without one: 4. photo-0.jpg: The model sees at");
        assertThat(told).isEmpty();
    }
}
