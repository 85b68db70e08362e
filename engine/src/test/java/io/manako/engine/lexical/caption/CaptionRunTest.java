package io.manako.engine.lexical.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.manako.engine.lexical.caption.CaptionRun.Failed;
import io.manako.engine.lexical.caption.CaptionRun.Outcome;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.store.PhotoWords;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, well-behaved and not. */
@Timeout(60)
class CaptionRunTest {
    /** Answers one question. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange, JsonNode question) throws IOException;
    }

    @TempDir
    private Path home;

    private LibraryStore store;
    private HttpServer server;
    private ExecutorService threads;
    private final List<PhotoId> photos = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        store = LibraryStore.open(home.resolve("library"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                JsonNode question = new ObjectMapper().readTree(exchange.getRequestBody());
                answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1))
                        .to(exchange, question);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        store.close();
    }

    private void addPhotos(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Path file = home.resolve("photo-" + i + ".jpg");
            byte[] rgb = new byte[60 * 40 * 3];
            rgb[0] = (byte) i;
            PictureWriter.write(new Raster(60, 40, rgb), file);
            ByteHash bytes = ByteHash.of((file + "").getBytes(StandardCharsets.UTF_8));
            store.catalogue().write(writer -> {
                PhotoId id = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 60, 40, "JPEG", null));
                writer.putFile(file, id, bytes, new FileStamp(1, 1));
                photos.add(id);
            });
        }
    }

    private CaptionSettings settings(CaptionProtocol protocol, int retries, int concurrency) {
        return new CaptionSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                protocol,
                "sees",
                "Describe.",
                Duration.ofSeconds(1),
                retries,
                concurrency,
                false);
    }

    private Outcome run(CaptionSettings settings) {
        return new CaptionRun(store.catalogue(), settings).run(false, ProgressListener.NONE, new CancellationToken());
    }

    private Optional<MachineCaption> caption(int photo) {
        return store.catalogue().machineCaptions().of(photos.get(photo));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Answer says(String text) {
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .set("message", JsonNodeFactory.instance.objectNode().put("content", text));
        return (exchange, question) -> send(exchange, 200, body.toString());
    }

    @ParameterizedTest
    @EnumSource(CaptionProtocol.class)
    void bothProtocolsAreSpoken(CaptionProtocol protocol) throws IOException {
        addPhotos(3);
        List<String> wrong = new ArrayList<>();
        answers.add((exchange, question) -> {
            JsonNode message = question.path("messages").path(0);
            boolean openAi = protocol == CaptionProtocol.OPENAI;
            String picture = openAi
                    ? message.path("content")
                            .path(1)
                            .path("image_url")
                            .path("url")
                            .asText()
                            .replace("data:image/jpeg;base64,", "")
                    : message.path("images").path(0).asText();
            String prompt = openAi
                    ? message.path("content").path(0).path("text").asText()
                    : message.path("content").asText();
            Path seen = Files.write(
                    Files.createTempFile(home, "seen", ".jpg"),
                    Base64.getDecoder().decode(picture));
            String path = exchange.getRequestURI().getPath();
            if (PhotoDecoder.decode(seen, 0).width() != 60
                    || !prompt.equals("Describe.")
                    || !question.path("model").asText().equals("sees")
                    || !path.equals(openAi ? "/chat/completions" : "/api/chat")) {
                wrong.add(question.toString());
            }
            String text = "A red lamp.\\nKeywords: lamp, red shade, 赤い灯";
            send(
                    exchange,
                    200,
                    openAi
                            ? "{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}"
                            : "{\"message\":{\"content\":\"" + text + "\"}}");
        });

        Outcome outcome = run(settings(protocol, 0, 2));

        assertThat(wrong).isEmpty();
        assertThat(outcome).isEqualTo(new Outcome(3, 0, List.of(), null));
        assertThat(caption(1)).get().satisfies(said -> {
            assertThat(said.caption()).isEqualTo("A red lamp.");
            assertThat(said.keywords()).containsExactly("lamp", "red shade", "赤い灯");
            assertThat(said.model()).isEqualTo("sees");
        });
        assertThat(store.catalogue().words())
                .extracting(PhotoWords::machine)
                .containsOnly(List.of("A red lamp.", "lamp", "red shade", "赤い灯"));
    }

    @Test
    void whatIsNoCaptionIsASentenceAndTheRunGoesOn() throws IOException {
        addPhotos(10);
        answers.add((exchange, question) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 40; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        answers.add((exchange, question) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
        });
        answers.add((exchange, question) -> send(exchange, 200, "\"" + "x".repeat(3 << 20) + "\""));
        answers.add((exchange, question) -> send(exchange, 500, "<html><script>alert(1)</script>Oops</html>"));
        answers.add(
                (exchange, question) -> send(exchange, 404, "{\"error\":{\"message\":\"no model\\u0007 'sees'\"}}"));
        answers.add((exchange, question) -> send(exchange, 200, "<!DOCTYPE html><title>Router</title>"));
        answers.add((exchange, question) -> send(exchange, 200, "{\"message\":{\"content\":42,\"x\":[[[]]]}"));
        answers.add(says(" \u0000\n<think>What is it?</think> "));
        answers.add((exchange, question) -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            send(exchange, 302, "");
        });
        answers.add(
                says("<b>A\u0000 dog</b><script>alert('x')</script> & \u202Ea cat\u0007\nKeywords: dog, <i>cat</i>, "
                        + "y".repeat(500)));

        Outcome outcome = run(settings(CaptionProtocol.OLLAMA, 0, 1));

        List<String> why =
                outcome.failed().stream().map(Failed::why).map(Object::toString).toList();
        assertThat(why).hasSize(9).allSatisfy(sentence -> assertThat(sentence).doesNotContain("<", "\u0007", "\n"));
        assertThat(why.get(0)).contains("not answered after 1 seconds");
        assertThat(why.get(1)).contains("broke off");
        assertThat(why.get(2)).contains("more than a megabyte");
        assertThat(why.get(3)).contains("status 500");
        assertThat(why.get(4)).contains("status 404", "no model 'sees'");
        assertThat(why.get(5)).contains("no JSON");
        assertThat(why.get(6)).contains("no JSON");
        assertThat(why.get(7)).contains("said nothing");
        assertThat(why.get(8)).contains("status 302");
        assertThat(outcome.written()).isEqualTo(1);
        assertThat(outcome.ended()).isNull();
        assertThat(caption(9)).get().satisfies(said -> {
            assertThat(said.caption())
                    .doesNotContain("<", "alert", "\u0000", "\u0007")
                    .contains("dog", "a cat");
            assertThat(said.keywords()).containsExactly("dog", "cat");
        });
    }

    @Test
    void aCloserLookJoinsWhatSaysMoreThanOneAndBearsLooksAtNothing() throws IOException {
        addPhotos(2);
        answers.add(says("A room.\nKeywords: room"));
        answers.add(says("Keywords: lamps, unicorn"));
        answers.add(says("A red lamp."));
        answers.add((exchange, question) -> send(exchange, 500, ""));
        answers.add(says(""));
        answers.add(says("Keywords: room, dragon"));
        CaptionSettings plain = settings(CaptionProtocol.OLLAMA, 0, 1);
        CaptionSettings closer = new CaptionSettings(
                plain.endpoint(), plain.protocol(), "sees", "Describe.", plain.timeout(), 0, 1, true);

        assertThat(run(closer)).isEqualTo(new Outcome(2, 0, List.of(), null));

        assertThat(asked).hasValue(14);
        assertThat(caption(0)).get().satisfies(said -> {
            assertThat(said.caption()).isEqualTo("A room.");
            assertThat(said.keywords()).startsWith("room", "lamps", "dragon", "room", "lamps", "dragon");
        });
    }

    @Test
    void whatFailsForTheMomentIsAskedAgain() throws IOException {
        addPhotos(1);
        answers.add((exchange, question) -> send(exchange, 503, "{\"error\":\"loading\"}"));
        answers.add(says("A dog."));

        assertThat(run(settings(CaptionProtocol.OLLAMA, 1, 1)).written()).isEqualTo(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aServerThatGoesAwayEndsTheRunAndTheNextOneGoesOn() throws IOException {
        addPhotos(3);
        answers.add(says("A dog."));
        assertThat(run(settings(CaptionProtocol.OLLAMA, 0, 1)).written()).isEqualTo(3);
        CaptionSettings known = settings(CaptionProtocol.OLLAMA, 0, 1);
        assertThat(run(known)).isEqualTo(new Outcome(0, 3, List.of(), null));
        assertThat(asked).as("nobody is asked about what is known").hasValue(3);

        server.stop(0);
        Outcome outcome =
                new CaptionRun(store.catalogue(), known).run(true, ProgressListener.NONE, new CancellationToken());

        assertThat(outcome.written()).isZero();
        assertThat(String.valueOf(outcome.ended())).contains("Nothing answers at http://127.0.0.1");
        assertThat(caption(2)).as("nothing is lost").isPresent();
    }

    @Test
    void aServerThatMakesNothingOfTwentyPhotosInARowIsAskedAboutNoMore() throws IOException {
        addPhotos(45);
        for (int i = 0; i < 45; i++) {
            answers.add(
                    i == 19 ? says("A dog.") : (exchange, question) -> send(exchange, 404, "{\"error\":\"no model\"}"));
        }

        Outcome outcome = run(settings(CaptionProtocol.OLLAMA, 0, 1));

        assertThat(outcome.written()).isEqualTo(1);
        assertThat(outcome.failed()).hasSize(39);
        assertThat(String.valueOf(outcome.ended())).contains("last 20 photos", "404", "no model");
    }

    @Test
    void cancellingEndsARunThatWaits() throws IOException {
        addPhotos(2);
        CancellationToken token = new CancellationToken();
        answers.add((exchange, question) -> {
            token.cancel();
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CaptionSettings patient = new CaptionSettings(
                settings(CaptionProtocol.OPENAI, 0, 1).endpoint(),
                CaptionProtocol.OPENAI,
                "sees",
                "Describe.",
                Duration.ofSeconds(30),
                0,
                1,
                false);
        long start = System.nanoTime();

        Outcome outcome = new CaptionRun(store.catalogue(), patient).run(false, ProgressListener.NONE, token);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(String.valueOf(outcome.ended())).startsWith("Stopped before the end");
        assertThat(outcome.failed()).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/v1",
                "http://localhost@example.org",
                "http://127.0.0.1.example.org",
                "http://192.168.1.7:11434",
                "http://localhost.example.org"
            })
    void photosLeaveThisComputerOnlyWhenAllowed(String address) throws IOException {
        assertThatThrownBy(() -> CaptionSettings.endpoint(address, false))
                .isInstanceOf(CaptionException.class)
                .hasMessageContaining("another computer");
        assertThat(CaptionSettings.endpoint(address, true)).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "ftp://localhost",
                "http://",
                "http://a b",
                "http://localhost:65536",
                "file:///etc/passwd"
            })
    void whatIsNoAddressIsASentence(String text) {
        assertThatThrownBy(() -> CaptionSettings.endpoint(text, true))
                .isInstanceOf(CaptionException.class)
                .hasMessageContaining("no address of a caption server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1234/v1/", "http://127.0.0.1:11434", "https://[::1]:8080/v1"})
    void thisComputerIsAllowed(String address) throws IOException {
        assertThat(CaptionSettings.endpoint(address, false)).hasToString(address.replaceAll("/$", ""));
    }
}
