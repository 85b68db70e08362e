package io.manako.engine.net;

import io.manako.engine.task.CancellationToken;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks for files, follows redirections as far as they are safe, and waits no longer than it has to. */
final class Fetcher implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final long POLL_MILLIS = 100;

    private final Patience patience;
    private final CancellationToken cancellation;
    private final HttpClient client;

    Fetcher(Patience patience, ProxySelector proxy, CancellationToken cancellation) {
        this.patience = patience;
        this.cancellation = cancellation;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy)
                .connectTimeout(patience.connect())
                .build();
    }

    /**
     * Asks for a file.
     *
     * @param from the first byte wanted
     * @param version which version of the file the rest is wanted of, where {@code from} is not 0
     * @return an answer that is no redirection; its body has to be read or cancelled
     */
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(URI address, long from, @Nullable String version)
            throws NetException {
        URI at = address;
        for (int followed = 0; followed <= MOST_REDIRECTS; followed++) {
            requireSafe(at, address);
            HttpRequest.Builder request = HttpRequest.newBuilder(at);
            if (from > 0 && version != null) {
                request.header("Range", "bytes=" + from + "-").header("If-Range", version);
            }
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request.build(), address);
            if (!REDIRECTS.contains(response.statusCode())) {
                return response;
            }
            discard(response);
            at = target(at, response, address);
        }
        throw NetException.lasting("engine.net.redirects", address, MOST_REDIRECTS);
    }

    private static void discard(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        try (BodyReader body = new BodyReader()) {
            response.body().subscribe(body);
        }
    }

    private static URI target(URI at, HttpResponse<?> response, URI address) throws NetException {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI target = at.resolve(location);
            if (at.getScheme().equals("https") && !"https".equals(target.getScheme())) {
                throw NetException.lasting("engine.net.unsafe", address, target);
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw NetException.lasting("engine.net.unsafe", address, location);
        }
    }

    private static void requireSafe(URI at, URI address) throws NetException {
        if (!isSafe(at)) {
            throw NetException.lasting("engine.net.unsafe", address, at);
        }
    }

    /** Whether an address is one with encryption, or of this computer, and without a password in it. */
    static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && address.getUserInfo() == null
                && ("https".equals(address.getScheme())
                        || "http".equals(address.getScheme()) && THIS_COMPUTER.contains(host));
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request, URI address) throws NetException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                client.sendAsync(request, BodyHandlers.ofPublisher());
        long end = System.nanoTime() + patience.answer().toNanos();
        boolean answered = false;
        try {
            while (true) {
                cancellation.throwIfCancelled();
                try {
                    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                            answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    answered = true;
                    return response;
                } catch (TimeoutException e) {
                    if (System.nanoTime() >= end) {
                        throw NetException.passing(
                                "engine.net.stalled", address, patience.answer().toSeconds());
                    }
                }
            }
        } catch (ExecutionException e) {
            throw unanswered(e.getCause(), address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetException.lasting("engine.net.broken", address, "interrupted");
        } finally {
            if (!answered) {
                answer.cancel(true);
            }
        }
    }

    private static NetException unanswered(@Nullable Throwable cause, URI address) {
        return switch (cause) {
            case UnknownHostException e -> nobody(address);
            case ConnectException e -> nobody(address);
            case HttpConnectTimeoutException e -> nobody(address);
            case HttpTimeoutException e -> nobody(address);
            case SSLException e ->
                NetException.lasting("engine.net.certificate", address, String.valueOf(e.getMessage()));
            case null -> NetException.passing("engine.net.broken", address, "–");
            default -> NetException.passing("engine.net.broken", address, String.valueOf(cause.getMessage()));
        };
    }

    private static NetException nobody(URI address) {
        return NetException.passing("engine.net.nobody", address, address.getHost());
    }

    /** Waits, unless cancelled. */
    void pause(Duration time) {
        try {
            for (long left = time.toMillis(); left > 0; left -= POLL_MILLIS) {
                cancellation.throwIfCancelled();
                Thread.sleep(Math.min(left, POLL_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
