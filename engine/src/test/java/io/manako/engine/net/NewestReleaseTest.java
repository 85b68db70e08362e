package io.manako.engine.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers on this computer that answer as they should, and as they should not. */
@Timeout(60)
class NewestReleaseTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(600), 0, Duration.ZERO);
    private static final String ANSWER = "{\"version\": \"1.4.2\", \"page\": \"https://example.org/manako\"}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void aServer() throws IOException {
        server = LocalServer.start(threads);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Release ask() throws NetException {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/newest");
        return new NewestRelease(address, SHORT, ProxySelector.of(null)).ask();
    }

    private void assertRefused(String key) {
        assertThatExceptionOfType(NetException.class)
                .isThrownBy(this::ask)
                .satisfies(failure -> assertThat(failure.wording().key()).isEqualTo(key));
    }

    @Test
    void theAnswerIsReadAndNothingElseIsAsked() throws Exception {
        serve("/", exchange -> send(exchange, ANSWER));
        assertThat(ask()).isEqualTo(new Release("1.4.2", URI.create("https://example.org/manako")));
        assertThat(asked).containsExactly("GET /newest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"1.2\"",
                "{\"version\": \"1.4.2\"}",
                "{\"version\": 2, \"page\": \"https://example.org\"}",
                "{\"version\": \"2\", \"page\": \"https://example.org\"} more",
                "{\"version\": \"2\", \"page\": \"ht",
                "{\"version\": \"2 – click here\", \"page\": \"https://example.org\"}",
                "{\"version\": \"2\\u202e\", \"page\": \"https://example.org\"}",
                "{\"version\": \"2\", \"page\": \"http://example.org\"}",
                "{\"version\": \"2\", \"page\": \"file:///etc/passwd\"}",
                "{\"version\": \"2\", \"page\": \"javascript:alert(1)\"}",
                "{\"version\": \"2\", \"page\": \"https://manako@example.org\"}",
                "{\"version\": \"2\", \"page\": \"https://例え.jp\"}",
                "{\"version\": \"2\", \"page\": \"https://example.org/ or not\"}",
                "<!DOCTYPE html><html>log in</html>"
            })
    void whatIsNoReleaseIsRefused(String body) {
        serve("/", exchange -> send(exchange, body));
        assertRefused("engine.net.release");
    }

    @Test
    void anAnswerWithoutAnEndIsLeftWhereItIsTooLarge() {
        serve("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(1000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                exchange.getResponseBody().write(spaces);
            }
        });
        assertRefused("engine.net.release");
    }

    @Test
    void aServerThatDripsIsLeft() {
        serve("/", exchange -> {
            exchange.sendResponseHeaders(200, ANSWER.length());
            for (byte one : ANSWER.getBytes(StandardCharsets.UTF_8)) {
                exchange.getResponseBody().write(one);
                exchange.getResponseBody().flush();
                pause(100);
            }
        });
        assertRefused("engine.net.stalled");
    }

    @Test
    void aServerThatIsSilentIsLeft() {
        serve("/", exchange -> pause(10_000));
        assertRefused("engine.net.stalled");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatHasNothingSaysSo() {
        serve("/", exchange -> exchange.sendResponseHeaders(404, -1));
        assertRefused("engine.net.status");
    }

    @Test
    void redirectionsAreFollowedOnThisComputerAndNotToPlainAddresses() throws Exception {
        serve("/newest", exchange -> redirect(exchange, "/there"));
        serve("/there", exchange -> send(exchange, ANSWER));
        assertThat(ask().version()).isEqualTo("1.4.2");

        server.removeContext("/there");
        serve("/there", exchange -> redirect(exchange, "http://example.org/newest"));
        assertRefused("engine.net.unsafe");

        server.removeContext("/there");
        serve("/there", exchange -> redirect(exchange, "/newest"));
        assertRefused("engine.net.redirects");
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    @Test
    void nobodyThereIsSaid() {
        server.stop(0);
        assertRefused("engine.net.nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 0.9, true",
        "1.10, 1.9, true",
        "1.4.2, 1.4.2, false",
        "1.4, 1.4.0, false",
        "1.4.1, 1.4, true",
        "1.4.0, 1.4.0-SNAPSHOT, true",
        "1.4.0-rc1, 1.4.0, false",
        "1.4.0-rc2, 1.4.0-rc1, false",
        "1.5.0-rc1, 1.4.0, true",
        "0.9, 1.0, false",
        "2.0, (not packaged), false",
        "999999999, 1, true"
    })
    void whichOfTwoVersionsComesAfter(String version, String other, boolean after) {
        assertThat(new Release(version, URI.create("https://example.org")).isAfter(other))
                .isEqualTo(after);
    }

    @Test
    void aVersionIsShort() {
        URI page = URI.create("https://example.org");
        assertThatIllegalArgumentException().isThrownBy(() -> new Release("1".repeat(10), page));
        assertThatIllegalArgumentException().isThrownBy(() -> new Release("1.2.3.4.5", page));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Release("1", URI.create("https://example.org/" + "a".repeat(300))));
    }

    @Test
    void onlyAddressesWithEncryptionAndThisComputerAreAsked() {
        assertThat(NewestRelease.address(" https://example.org/newest.json ")).isPresent();
        assertThat(NewestRelease.address("http://localhost:8080/newest.json")).isPresent();
        assertThat(NewestRelease.address("http://example.org/newest.json")).isEmpty();
        assertThat(NewestRelease.address("https://user:secret@example.org")).isEmpty();
        assertThat(NewestRelease.address("ftp://example.org")).isEmpty();
        assertThat(NewestRelease.address("example.org")).isEmpty();
        assertThat(NewestRelease.address("https://exa mple.org")).isEmpty();
        assertThat(NewestRelease.address("")).isEmpty();
    }
}
