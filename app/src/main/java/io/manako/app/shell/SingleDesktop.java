package io.manako.app.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One desktop for one home. The operating system's lock on {@code desktop.lock} says who it is, and dies with its
 * process; through the Unix-domain socket {@code desktop.socket}, which its user alone may use, it takes over the work
 * of later starts. Thread-safe.
 */
public final class SingleDesktop implements AutoCloseable {
    /** How a start ended. */
    public enum Claim {
        /** This process is the desktop. */
        MINE,
        /** The running one has taken the work over. */
        HANDED_OVER,
        /** There is a running one, and it does not answer. */
        NO_ANSWER
    }

    private static final Logger LOG = LoggerFactory.getLogger(SingleDesktop.class);
    private static final int KEPT = 16;
    private static final byte[] TAKEN = "taken\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REFUSED = "refused\n".getBytes(StandardCharsets.US_ASCII);

    private final Path socket;
    private final List<HandOver> waiting = new ArrayList<>(); // guarded by this
    private @Nullable Consumer<HandOver> taker; // guarded by this
    private @Nullable FileChannel lock; // guarded by this
    private @Nullable ServerSocketChannel server; // guarded by this

    /** @param home folder of the program's data */
    public SingleDesktop(Path home) {
        this.socket = home.resolve("desktop.socket");
    }

    /**
     * Becomes the desktop, or hands the work to the one that runs. One that is just closing is waited for.
     *
     * @param patience how long a running one that does not answer is waited for
     */
    public Claim claim(HandOver work, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            if (lock()) {
                listen();
                return Claim.MINE;
            }
            if (call(work.encode())) {
                return Claim.HANDED_OVER;
            }
            if (System.nanoTime() > end) {
                return Claim.NO_ANSWER;
            }
            Thread.sleep(200);
        }
    }

    /** Whether another process is the desktop at this moment. */
    public synchronized boolean isRunning() {
        if (lock != null) {
            return false;
        }
        boolean mine = lock();
        release();
        return !mine;
    }

    /** Where nothing can be written there is nobody to find out about: this process is then the desktop, too. */
    private synchronized boolean lock() {
        try {
            Files.createDirectories(socket.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    socket.resolveSibling("desktop.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = null;
            try {
                held = channel.tryLock();
            } catch (OverlappingFileLockException heldByThisProcess) {
                LOG.debug("held by this process", heldByThisProcess);
            }
            if (held == null) {
                channel.close();
                return false;
            }
            lock = channel;
        } catch (IOException e) {
            LOG.warn("later starts cannot find this one", e);
        }
        return true;
    }

    /** Whoever holds the lock knows that nobody else listens. */
    private synchronized void listen() {
        try {
            ServerSocketChannel channel = UserSocket.listen(socket);
            server = channel;
            Thread thread = new Thread(() -> serve(channel), "manako-handover");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("later starts cannot hand their work over", e);
        }
    }

    private void serve(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try (SocketChannel caller = channel.accept()) {
                answer(caller);
            } catch (ClosedChannelException closing) {
                LOG.debug("a call was cut off", closing);
            } catch (IOException e) {
                LOG.info("a call failed", e);
            }
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        Thread watch = UserSocket.hangUpLater(caller);
        try {
            Optional<HandOver> work = UserSocket.isOwn(caller, socket)
                    ? HandOver.decode(read(caller, HandOver.MAX_BYTES + 1))
                    : Optional.empty();
            if (work.isEmpty()) {
                LOG.warn("refused a message that is none of Manako's");
            }
            UserSocket.write(caller, ByteBuffer.wrap(work.isPresent() ? TAKEN : REFUSED));
            work.ifPresent(this::take);
        } finally {
            watch.interrupt();
        }
    }

    private synchronized void take(HandOver work) {
        if (taker != null) {
            taker.accept(work);
        } else if (waiting.size() < KEPT) {
            waiting.add(work);
        }
    }

    /** Sets who takes the work over, on a thread of this class; what came before is handed on at once. */
    public synchronized void onHandOver(Consumer<HandOver> handler) {
        taker = handler;
        waiting.forEach(handler);
        waiting.clear();
    }

    private boolean call(byte[] message) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread watch = UserSocket.hangUpLater(channel);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                UserSocket.write(channel, ByteBuffer.wrap(message));
                channel.shutdownOutput();
                return new String(read(channel, TAKEN.length), StandardCharsets.US_ASCII)
                        .equals(new String(TAKEN, StandardCharsets.US_ASCII));
            } finally {
                watch.interrupt();
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no answer from {}", socket, e);
            return false;
        }
    }

    /** All that comes until the other side ends, or {@code limit} bytes of it. */
    private static byte[] read(SocketChannel channel, int limit) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(limit);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // as much as comes at a time
        }
        byte[] message = new byte[buffer.position()];
        buffer.flip().get(message);
        return message;
    }

    /** Takes nothing over any more; a later start then waits until this process has ended. */
    public synchronized void stopListening() {
        ServerSocketChannel listening = server;
        server = null;
        if (listening != null) {
            try {
                Files.deleteIfExists(socket);
                listening.close();
            } catch (IOException e) {
                LOG.warn("could not close {}", socket, e);
            }
        }
    }

    @Override
    public synchronized void close() {
        stopListening();
        release();
    }

    private synchronized void release() {
        FileChannel held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                LOG.warn("could not release the lock", e);
            }
        }
    }
}
