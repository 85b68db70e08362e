package io.manako.engine.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes a body piece by piece, on the thread that wants it, which may lose its patience between two pieces. */
final class BodyReader implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private record Piece(
            List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean ended;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(new ArrayList<>(bytes), false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    /**
     * The next piece.
     *
     * @return null if none came in time; an empty list at the end
     * @throws IOException if the connection broke
     */
    @Nullable
    List<ByteBuffer> next(Duration within) throws IOException, InterruptedException {
        if (ended) {
            return List.of();
        }
        Piece piece = pieces.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (piece == null) {
            return null;
        }
        ended = piece.last;
        if (piece.failure != null) {
            throw new IOException(piece.failure);
        }
        Flow.Subscription open = subscription;
        if (!ended && open != null) {
            open.request(1);
        }
        return piece.bytes;
    }

    /** Wants no more. */
    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
