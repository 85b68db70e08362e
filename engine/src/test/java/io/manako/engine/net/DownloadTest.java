package io.manako.engine.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.manako.engine.file.Sha256;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers on this computer that do what servers do. */
@Timeout(60)
class DownloadTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(600), 2, Duration.ofMillis(1));

    @TempDir
    private Path folder;

    private final byte[] file = new byte[3_000_000];
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Progress> told = new CopyOnWriteArrayList<>();
    private final CancellationToken cancellation = new CancellationToken();
    private HttpServer server;
    private Path part;

    @BeforeEach
    void aServerAndAFile() throws IOException {
        new Random(15).nextBytes(file);
        part = folder.resolve("model.download");
        server = LocalServer.start(threads);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aFileComesWholeWithItsHashAndProgress() throws IOException {
        serve(exchange -> send(exchange, 0, file.length));

        assertThat(fetch("/model", hash(file))).isEqualTo(hash(file));

        assertThat(part).hasBinaryContent(file);
        assertThat(told.getLast().done()).isEqualTo(3);
        assertThat(told.getLast().total()).isEqualTo(3);
        assertThat(files()).containsExactlyInAnyOrder("model.download", "model.download.json");
        Download.discard(part);
        assertThat(files()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItWas() throws IOException {
        serve(exchange -> {
            int from = from(exchange);
            send(exchange, from, Math.min(file.length, from + 1_200_000));
        });

        assertThat(fetch("/model", null)).isEqualTo(hash(file));

        assertThat(part).hasBinaryContent(file);
        assertThat(asked).hasSizeGreaterThanOrEqualTo(3);
        assertThat(asked.getFirst()).isEqualTo("null null");
        assertThat(asked.getLast()).matches("bytes=[1-9]\\d+- \"v1\"");
    }

    @Test
    void whatAnEarlierRunLeftIsGoneOnWith() throws IOException {
        cancelAfterTheFirstMegabyte();
        long had = Files.size(part);
        assertThat(had).isPositive().isLessThan(file.length);
        serve(exchange -> send(exchange, from(exchange), file.length));
        asked.clear();

        assertThat(fetch("/model", null)).isEqualTo(hash(file));

        assertThat(asked).containsExactly("bytes=" + had + "- \"v1\"");
        assertThat(part).hasBinaryContent(file);
    }

    @Test
    void aFileThatChangedMeanwhileBeginsAnew() throws IOException {
        cancelAfterTheFirstMegabyte();
        byte[] other = file.clone();
        other[0] ^= 1;
        serve(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v2\"");
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        });

        assertThat(fetch("/model", null)).isEqualTo(hash(other));
        assertThat(part).hasBinaryContent(other);
    }

    @Test
    void anotherPartThanTheOneAskedForIsNotAdded() throws IOException {
        cancelAfterTheFirstMegabyte();
        serve(exchange -> {
            if (from(exchange) > 0) {
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-99/" + file.length);
                exchange.sendResponseHeaders(206, 100);
                exchange.getResponseBody().write(file, 0, 100);
            } else {
                send(exchange, 0, file.length);
            }
        });

        assertThat(fetch("/model", null)).isEqualTo(hash(file));
        assertThat(part).hasBinaryContent(file);
    }

    @Test
    void aWholePartIsNotFetchedAgain() throws IOException {
        cancelAfterTheFirstMegabyte();
        Files.write(part, file);
        serve(exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
            exchange.sendResponseHeaders(416, -1);
        });
        assertThat(fetch("/model", null)).isEqualTo(hash(file));
    }

    private void cancelAfterTheFirstMegabyte() {
        serve(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 1_500_000);
            exchange.getResponseBody().flush();
            await(new CountDownLatch(1));
        });
        CancellationToken token = new CancellationToken();
        ProgressListener stop = progress -> {
            if (progress.done() > 1) {
                token.cancel();
            }
        };
        assertThatThrownBy(() -> new Download(at("/model"), null, SHORT, ProxySelector.of(null), stop, token).to(part))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aServerThatStallsIsNotWaitedForForEver() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 1000);
            exchange.getResponseBody().flush();
            await(new CountDownLatch(1));
        });
        assertFails("/model", null, "engine.net.stalled");
    }

    @Test
    void aServerThatNeverAnswersIsNotWaitedForForEver() {
        serve(exchange -> await(new CountDownLatch(1)));
        assertFails("/model", null, "engine.net.stalled");
    }

    @Test
    void aServerThatPromisesMoreThanItSendsIsFoundOut() throws IOException {
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answer(raw, "HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + "x".repeat(9000)));
            assertFails(URI.create("http://127.0.0.1:" + raw.getLocalPort() + "/model"), null, "engine.net.cut");
        }
    }

    @Test
    void aServerThatPromisesLessThanItHasIsFoundOutByTheHash() throws IOException {
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answer(raw, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + "x".repeat(9000)));
            assertFails(URI.create("http://127.0.0.1:" + raw.getLocalPort() + "/model"), hash(file), "engine.net.hash");
        }
    }

    @Test
    void anotherFileThanTheOneThatIsKnownIsThrownAway() throws IOException {
        byte[] other = file.clone();
        other[7] ^= 1;
        serve(exchange -> send(exchange, 0, file.length));

        assertFails("/model", hash(other), "engine.net.hash");

        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "application/octet-stream"})
    void aPageForPeopleIsNoModel(String type) throws IOException {
        serve(exchange -> {
            byte[] page =
                    "\n<!DOCTYPE html><title>Log in to the hotel's network</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        assertFails("/model", null, "engine.net.page");
        assertThat(files()).as("nothing came, so nothing is left").isEmpty();
    }

    @Test
    void aRedirectionOnThisComputerIsFollowedAndACircleIsLeft() throws IOException {
        server.createContext("/old", exchange -> redirect(exchange, "/model"));
        serve(exchange -> send(exchange, 0, file.length));
        assertThat(fetch("/old", null)).isEqualTo(hash(file));

        server.createContext("/round", exchange -> redirect(exchange, "/round"));
        assertFails("/round", null, "engine.net.redirects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com/model", "ftp://localhost/model", "file:///etc/passwd", "http://a b", "//"})
    void aRedirectionThatIsNotSafeIsNotFollowed(String target) {
        server.createContext("/old", exchange -> redirect(exchange, target));
        assertFails("/old", null, "engine.net.unsafe");
    }

    @Test
    void nothingIsAskedWithoutEncryptionBeyondThisComputer() {
        assertFails(URI.create("http://example.com/model"), null, "engine.net.unsafe");
        assertFails(URI.create("https://user@localhost/model"), null, "engine.net.unsafe");
    }

    @Test
    void whatAServerSaysInsteadOfAFileIsTold() {
        serve(exchange -> exchange.sendResponseHeaders(404, -1));
        assertFails("/model", null, "engine.net.status");
        assertThat(asked).as("asking again does not change it").hasSize(1);
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() throws IOException {
        serve(exchange -> {
            if (asked.size() == 1) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                send(exchange, 0, file.length);
            }
        });
        assertThat(fetch("/model", null)).isEqualTo(hash(file));
    }

    @Test
    void nobodyThereIsASentence() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertFails(URI.create("http://127.0.0.1:" + free + "/model"), null, "engine.net.nobody");
    }

    @Test
    void twoDownloadsOfOneModelDoNotWriteOneFile() throws IOException {
        try (PartFile other = PartFile.open(part)) {
            assertThat(other.channel().size()).isZero();
            assertFails("/model", null, "engine.net.twice");
        }
    }

    private void serve(HttpHandler handler) {
        try {
            server.removeContext("/model");
        } catch (IllegalArgumentException e) {
            // The first one.
        }
        server.createContext("/model", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestHeaders().getFirst("Range") + " "
                        + exchange.getRequestHeaders().getFirst("If-Range"));
                handler.handle(exchange);
            }
        });
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    /** Promises all of the file from a byte on, and sends it as far as another. */
    private void send(HttpExchange exchange, int from, int to) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"v1\"");
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        exchange.getResponseBody().write(file, from, to - from);
        exchange.getResponseBody().flush();
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private static void answer(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private String fetch(String path, String sha256) throws IOException {
        return fetch(at(path), sha256);
    }

    private String fetch(URI address, String sha256) throws IOException {
        return new Download(address, sha256, SHORT, ProxySelector.of(null), told::add, cancellation).to(part);
    }

    private void assertFails(String path, String sha256, String key) {
        assertFails(at(path), sha256, key);
    }

    private void assertFails(URI address, String sha256, String key) {
        assertThatThrownBy(() -> fetch(address, sha256))
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.wording().key()).isEqualTo(key));
    }

    private List<String> files() {
        return new ArrayList<>(Arrays.asList(folder.toFile().list()));
    }

    private static String hash(byte[] bytes) {
        MessageDigest digest = Sha256.begin();
        digest.update(bytes);
        return Sha256.hex(digest);
    }
}
