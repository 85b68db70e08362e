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
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
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
    private static final Duration CALL_WITHIN = Duration.ofSeconds(3);
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

    /** A socket that a killed process left is replaced: whoever holds the lock knows that nobody listens there. */
    private synchronized void listen() {
        try {
            Files.deleteIfExists(socket);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server = channel;
            bind(channel);
            Thread thread = new Thread(() -> serve(channel), "manako-handover");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("later starts cannot hand their work over", e);
        }
    }

    /** Bound in a folder that only the user can enter and then moved: at no moment can another user reach it. */
    private void bind(ServerSocketChannel channel) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            return;
        }
        Path folder = Files.createTempDirectory(socket.getParent(), ".");
        try {
            Path own = folder.resolve("s");
            channel.bind(UnixDomainSocketAddress.of(own));
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
            Files.move(own, socket, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(folder);
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
        Thread watch = hangUpLater(caller);
        try {
            Optional<HandOver> work =
                    isOwn(caller) ? HandOver.decode(read(caller, HandOver.MAX_BYTES + 1)) : Optional.empty();
            if (work.isEmpty()) {
                LOG.warn("refused a message that is none of Manako's");
            }
            write(caller, work.isPresent() ? TAKEN : REFUSED);
            work.ifPresent(this::take);
        } finally {
            watch.interrupt();
        }
    }

    private boolean isOwn(SocketChannel caller) throws IOException {
        if (!caller.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true; // the permissions of the file have decided
        }
        UserPrincipal owner = Files.getOwner(socket);
        return caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
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
            Thread watch = hangUpLater(channel);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                write(channel, message);
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

    /** Whoever says nothing shall keep nobody waiting. */
    private static Thread hangUpLater(SocketChannel channel) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(CALL_WITHIN);
                channel.close();
            } catch (InterruptedException answered) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                LOG.debug("hanging up", e);
            }
        });
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

    private static void write(SocketChannel channel, byte[] message) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
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
