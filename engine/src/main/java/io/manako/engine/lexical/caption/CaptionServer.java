package io.manako.engine.lexical.caption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.lexical.caption.CaptionException.Hope;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.Texts;
import io.manako.engine.task.CancellationToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a language model about pictures. Follows no redirection and uses no proxy: photos go where the user said. Thread-safe. */
final class CaptionServer implements AutoCloseable {
    /** Bytes of an answer; what is longer is no caption. */
    private static final long LONGEST_ANSWER = 1 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;
    private static final int SHOWN = 200;

    private final CaptionSettings settings;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();

    CaptionServer(CaptionSettings settings) {
        this.settings = settings;
    }

    /**
     * Asks about one picture, again where that may help.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    CaptionText describe(byte[] jpeg, CancellationToken token) throws CaptionException {
        String question = settings.protocol().question(settings.model(), settings.prompt(), jpeg);
        for (int asked = 0; ; asked++) {
            try {
                return read(send(question, token));
            } catch (CaptionException e) {
                if (asked >= settings.retries() || e.hope() == Hope.NEXT_PHOTO) {
                    throw e;
                }
                pause(1 << Math.min(asked, 5), token);
            }
        }
    }

    private HttpResponse<byte[]> send(String question, CancellationToken token) throws CaptionException {
        HttpRequest request = HttpRequest.newBuilder(settings.address())
                .header("Content-Type", "application/json")
                .timeout(settings.timeout())
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        // The request's own timeout ends with the headers; a body may drip for hours.
        long end = System.nanoTime() + settings.timeout().toNanos();
        try {
            while (true) {
                token.throwIfCancelled();
                try {
                    return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (System.nanoTime() >= end) {
                        throw late();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw unanswered(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        } finally {
            answer.cancel(true);
        }
    }

    private CaptionException late() {
        return new CaptionException(
                Hope.AGAIN,
                Message.of(
                        "engine.caption.late",
                        settings.endpoint(),
                        settings.timeout().toSeconds()));
    }

    private CaptionException unanswered(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> nobody();
            case ConnectException e -> nobody();
            case HttpTimeoutException e -> late();
            // So the limiting body handler says it, and nothing else does.
            case IOException e
            when String.valueOf(e.getMessage()).contains("body exceeds capacity") ->
                new CaptionException(Hope.NEXT_PHOTO, Message.of("engine.caption.huge", settings.endpoint()));
            case null, default ->
                new CaptionException(Hope.AGAIN, Message.of("engine.caption.broken", settings.endpoint()));
        };
    }

    private CaptionException nobody() {
        return new CaptionException(Hope.NONE, Message.of("engine.caption.nobody", settings.endpoint()));
    }

    private CaptionText read(HttpResponse<byte[]> response) throws CaptionException {
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (status != 200) {
            boolean passing = status == 429 || status >= 500;
            throw new CaptionException(
                    passing ? Hope.AGAIN : Hope.NEXT_PHOTO,
                    Message.of("engine.caption.status", settings.endpoint(), status, reason(text)));
        }
        @Nullable JsonNode body = parse(text);
        if (body == null) {
            throw new CaptionException(Hope.NEXT_PHOTO, Message.of("engine.caption.no-json", settings.endpoint()));
        }
        return CaptionText.of(settings.protocol().answer(body))
                .orElseThrow(() -> new CaptionException(
                        Hope.NEXT_PHOTO, Message.of("engine.caption.empty", settings.endpoint(), settings.model())));
    }

    private @Nullable JsonNode parse(String text) {
        try {
            JsonNode body = json.readTree(text);
            return body != null && body.isObject() ? body : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** What the server says in its own words, on a line; a page for people says nothing here. */
    private String reason(String text) {
        @Nullable JsonNode body = parse(text);
        JsonNode error = body == null ? json.missingNode() : body.path("error");
        @Nullable
        String said = Texts.line(error.isObject() ? error.path("message").asText() : error.asText());
        if (said == null) {
            return "–";
        }
        return said.length() <= SHOWN ? said : said.substring(0, said.offsetByCodePoints(0, SHOWN / 2)) + "…";
    }

    private static void pause(int seconds, CancellationToken token) throws CaptionException {
        try {
            for (long left = TimeUnit.SECONDS.toMillis(seconds); left > 0; left -= POLL_MILLIS) {
                token.throwIfCancelled();
                Thread.sleep(POLL_MILLIS);
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
