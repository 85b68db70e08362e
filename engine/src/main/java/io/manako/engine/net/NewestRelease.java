package io.manako.engine.net;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.task.CancellationToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * Asks which release is the newest. The answer is a JSON object in UTF-8 of at most {@value #LARGEST} bytes, of which two texts are
 * read: {@code {"version": "1.4.2", "page": "https://example.org/manako"}}. Nothing is sent but the question itself, and nothing is fetched
 * but the answer. Thread-safe.
 */
public final class NewestRelease {
    private static final int LARGEST = 16384;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Nobody waits for it. */
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(15), 0, Duration.ZERO);

    private final URI address;
    private final Patience patience;
    private final ProxySelector proxy;

    /** @param address as {@link #address} reads it */
    public NewestRelease(URI address) {
        this(address, SHORT, SystemProxy.ofProcess());
    }

    NewestRelease(URI address, Patience patience, ProxySelector proxy) {
        this.address = address;
        this.patience = patience;
        this.proxy = proxy;
    }

    /** An address that can be asked: https, or http on this computer. */
    public static Optional<URI> address(String typed) {
        try {
            return Optional.of(URI.create(typed.strip())).filter(Fetcher::isSafe);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks once; what does not come in time does not come.
     *
     * @throws NetException if there is no answer, or one that is none
     */
    public Release ask() throws NetException {
        try (Fetcher fetcher = new Fetcher(patience, proxy, new CancellationToken())) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = fetcher.ask(address, 0, null);
            try (BodyReader body = new BodyReader()) {
                response.body().subscribe(body);
                if (response.statusCode() != 200) {
                    throw NetException.lasting("engine.net.status", address, response.statusCode());
                }
                return release(read(body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetException.lasting("engine.net.broken", address, "interrupted");
        }
    }

    /** All of it within the time that one piece may take: a server that drips keeps nobody. */
    private byte[] read(BodyReader body) throws NetException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long end = System.nanoTime() + patience.stall().toNanos();
        while (true) {
            List<ByteBuffer> piece;
            try {
                piece = body.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            } catch (IOException e) {
                throw NetException.passing("engine.net.broken", address, String.valueOf(e.getMessage()));
            }
            if (piece == null) {
                throw NetException.passing(
                        "engine.net.stalled", address, patience.stall().toSeconds());
            }
            if (piece.isEmpty()) {
                return all.toByteArray();
            }
            for (ByteBuffer bytes : piece) {
                if (all.size() + bytes.remaining() > LARGEST) {
                    throw noRelease();
                }
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                all.writeBytes(copy);
            }
        }
    }

    private Release release(byte[] json) throws NetException {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode version = root.path("version");
            JsonNode page = root.path("page");
            if (version.isTextual() && page.isTextual()) {
                return new Release(version.asText(), URI.create(page.asText()));
            }
        } catch (IOException | IllegalArgumentException e) {
            NetException failure = noRelease();
            failure.initCause(e);
            throw failure;
        }
        throw noRelease();
    }

    private NetException noRelease() {
        return NetException.lasting("engine.net.release", address);
    }
}
