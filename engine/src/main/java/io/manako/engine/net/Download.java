package io.manako.engine.net;

import io.manako.engine.file.Sha256;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a file into a part file beside where it will lie. A connection that breaks or stalls is taken up where it was, by
 * a range request that names the version (RFC 9110, If-Range); so is a part that an earlier run left. For one thread.
 */
public final class Download {
    private static final int MEGABYTE = 1 << 20;

    /** Left free on the disk, so that the rest of the computer goes on. */
    private static final long SPARE = 64L * MEGABYTE;

    private static final Duration POLL = Duration.ofMillis(100);

    private final URI address;
    private final @Nullable String sha256;
    private final Patience patience;
    private final ProxySelector proxy;
    private final ProgressListener progress;
    private final CancellationToken cancellation;

    /**
     * A file to be fetched.
     *
     * @param address https, or http on this computer
     * @param sha256 64 hex digits, or null if nobody knows
     */
    public Download(URI address, @Nullable String sha256, ProgressListener progress, CancellationToken cancellation) {
        this(address, sha256, Patience.USUAL, SystemProxy.ofProcess(), progress, cancellation);
    }

    Download(
            URI address,
            @Nullable String sha256,
            Patience patience,
            ProxySelector proxy,
            ProgressListener progress,
            CancellationToken cancellation) {
        this.address = address;
        this.sha256 = sha256;
        this.patience = patience;
        this.proxy = proxy;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** Deletes what a download left, finished or not. */
    public static void discard(Path part) throws IOException {
        PartFile.delete(part);
    }

    /**
     * Fetches the file.
     *
     * @param part gets the file, or keeps as much of it as came; the next call goes on there, until {@link #discard}
     * @return SHA-256 of the whole file, 64 hex digits
     * @throws NetException with a whole sentence if the file did not come, or is another one
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public String to(Path part) throws IOException {
        try (PartFile file = PartFile.open(part);
                Fetcher fetcher = new Fetcher(patience, proxy, cancellation)) {
            int failed = 0;
            boolean came = false;
            while (true) {
                long before = file.channel().size();
                try {
                    fetch(fetcher, file);
                    break;
                } catch (NetException e) {
                    boolean more = file.channel().size() > before;
                    came |= more;
                    failed = more ? 0 : failed + 1;
                    // Whoever has no network should hear it soon; whoever lost it in the middle may get it back.
                    if (!e.isPassing() || failed > (came ? patience.retries() : 1)) {
                        throw e;
                    }
                    fetcher.pause(patience.pause().multipliedBy(1L << Math.max(0, failed - 1)));
                }
            }
            file.channel().force(true);
        }
        String got = Sha256.of(part, cancellation::throwIfCancelled);
        if (sha256 != null && !sha256.equals(got)) {
            PartFile.delete(part);
            throw NetException.lasting("engine.net.hash", address, sha256, got);
        }
        return got;
    }

    private void fetch(Fetcher fetcher, PartFile file) throws IOException {
        FileChannel out = file.channel();
        String version = file.version(address);
        long from = version == null ? 0 : out.size();
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = fetcher.ask(address, from, version);
        ContentRange range = ContentRange.of(response);
        int status = response.statusCode();
        try (BodyReader body = new BodyReader()) {
            response.body().subscribe(body);
            if (status == 416 && from > 0) {
                if (range.total() == from) {
                    return; // all of it was here
                }
                file.begin(address, null);
                throw NetException.passing("engine.net.range", address);
            }
            boolean goesOn = status == 206 && from > 0;
            if (goesOn && range.from() != from || status == 206 && from == 0) {
                file.begin(address, null);
                throw NetException.passing("engine.net.range", address);
            }
            if (status != 200 && !goesOn) {
                throw status == 429 || status >= 500
                        ? NetException.passing("engine.net.status", address, status)
                        : NetException.lasting("engine.net.status", address, status);
            }
            if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/")) {
                throw NetException.lasting("engine.net.page", address);
            }
            if (!goesOn) {
                file.begin(address, version(response));
                from = 0;
            }
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            requireRoom(file, length);
            copy(body, out, from, goesOn ? range.total() : length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetException.lasting("engine.net.broken", address, "interrupted");
        }
    }

    /** @param total bytes of the whole file, or −1 while unknown */
    private void copy(BodyReader body, FileChannel out, long from, long total)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long heard = begun;
        long done = from;
        out.position(from);
        while (true) {
            cancellation.throwIfCancelled();
            List<ByteBuffer> piece;
            try {
                piece = body.next(POLL);
            } catch (IOException e) {
                throw NetException.passing("engine.net.cut", address, megabytes(done), megabytes(total));
            }
            if (piece == null) {
                if (System.nanoTime() - heard > patience.stall().toNanos()) {
                    throw NetException.passing(
                            "engine.net.stalled", address, patience.stall().toSeconds());
                }
                continue;
            }
            if (piece.isEmpty()) {
                break;
            }
            heard = System.nanoTime();
            if (done == 0) {
                requireNoPage(piece.getFirst());
            }
            for (ByteBuffer bytes : piece) {
                done += bytes.remaining();
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            progress.onProgress(progress(done - from, done, total, heard - begun));
        }
        if (total >= 0 && done != total) {
            throw NetException.passing("engine.net.cut", address, megabytes(done), megabytes(total));
        }
    }

    private static Progress progress(long came, long done, long total, long nanos) {
        double rate = came * 1e9 / Math.max(1, nanos);
        Duration left = total < 0 || nanos < 2e9 ? null : Duration.ofMillis((long) (1000 * (total - done) / rate));
        return new Progress(
                "models.download", megabytes(done), total < 0 ? -1 : megabytes(total), rate / MEGABYTE, left);
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, MEGABYTE);
    }

    /** A page of a hotel's network or of a server's own, which comes with any type. */
    private void requireNoPage(ByteBuffer first) throws NetException {
        byte[] head = new byte[Math.min(64, first.remaining())];
        first.duplicate().get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml")) {
            throw NetException.lasting("engine.net.page", address);
        }
    }

    private void requireRoom(PartFile file, long length) throws IOException {
        long free = file.room();
        if (free < length + SPARE) {
            throw NetException.lasting(
                    "engine.net.full", address, megabytes(Math.max(0, length) + SPARE), megabytes(free));
        }
    }

    /** What an If-Range may name: a strong tag, else the date. */
    private static @Nullable String version(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse(null);
    }
}
