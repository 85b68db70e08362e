package io.manako.app.shell;

import io.manako.app.cli.Interrupts;
import io.manako.app.shell.CommandWire.Kind;
import io.manako.app.shell.CommandWire.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands over from other processes of the same user, who have found a library open here: through the Unix-domain
 * socket {@code commands.socket} beside the library. Each runs on a thread of its own. Thread-safe.
 */
public final class CommandServer implements AutoCloseable {
    static final String SOCKET = "commands.socket";

    private static final Logger LOG = LoggerFactory.getLogger(CommandServer.class);
    private static final long END_WITHIN_SECONDS = 10;

    private final Path socket;
    private final Runner runner;
    private final @Nullable ServerSocketChannel server;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    /** One party is this server, the others are the running commands. */
    private final Phaser ended = new Phaser(1);

    /** Runs a command that was handed over, on a thread of the server, and returns its exit code. */
    @FunctionalInterface
    public interface Runner {
        /**
         * @param folder absolute; where the caller was
         * @param terminal whether the caller looks at a terminal
         */
        int run(
                Path folder,
                boolean terminal,
                List<String> args,
                OutputStream out,
                OutputStream err,
                Interrupts interrupts);
    }

    /**
     * Listens. The caller holds the library, so nobody else listens there.
     *
     * @param home folder that has the library's folder in it
     */
    public CommandServer(Path home, Runner runner) {
        this.socket = home.resolve(SOCKET);
        this.runner = runner;
        this.server = listen();
    }

    private @Nullable ServerSocketChannel listen() {
        try {
            ServerSocketChannel channel = UserSocket.listen(socket);
            Thread.ofPlatform().daemon().name("manako-commands").start(() -> accept(channel));
            return channel;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("commands cannot be handed over", e);
            return null;
        }
    }

    private void accept(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try {
                SocketChannel caller = channel.accept();
                Thread.ofPlatform().daemon().name("manako-command").start(() -> answer(caller));
            } catch (ClosedChannelException closing) {
                LOG.debug("closed", closing);
            } catch (IOException e) {
                LOG.info("a call failed", e);
            }
        }
    }

    private void answer(SocketChannel caller) {
        try (caller) {
            Thread watch = UserSocket.hangUpLater(caller);
            Request request = UserSocket.isOwn(caller, socket) ? CommandWire.receive(caller) : null;
            watch.interrupt();
            if (request == null) {
                LOG.warn("refused a message that is none of Manako's");
                return;
            }
            Call call = new Call(caller);
            if (ended.register() < 0) {
                return; // closed
            }
            running.add(call);
            try {
                call.run(request);
            } finally {
                running.remove(call);
                ended.arriveAndDeregister();
            }
        } catch (IOException e) {
            LOG.info("a command was cut off", e);
        }
    }

    /** A command under way. */
    private final class Call implements Interrupts {
        private final SocketChannel caller;
        private @Nullable Runnable stop; // guarded by this
        private boolean interrupted; // guarded by this

        Call(SocketChannel caller) {
            this.caller = caller;
        }

        void run(Request request) throws IOException {
            CommandWire.send(caller, Kind.TAKEN, new byte[0], 0, 0);
            Thread.ofVirtual().start(this::awaitEnd);
            int exit = runner.run(
                    request.folder(),
                    request.terminal(),
                    request.args(),
                    CommandWire.stream(caller, Kind.OUT),
                    CommandWire.stream(caller, Kind.ERR),
                    this);
            byte[] code = ByteBuffer.allocate(Integer.BYTES).putInt(exit).array();
            CommandWire.send(caller, Kind.EXIT, code, 0, code.length);
        }

        /** A caller says no more after the request: the end of speech, or of the process, is an interrupt. */
        private void awaitEnd() {
            try {
                while (caller.read(ByteBuffer.allocate(1)) >= 0) {
                    // whatever it is, it is none of the protocol
                }
            } catch (IOException e) {
                LOG.debug("the caller is gone", e);
            }
            interrupt();
        }

        void interrupt() {
            Runnable listener;
            synchronized (this) {
                interrupted = true;
                listener = stop;
            }
            if (listener != null) {
                listener.run();
            }
        }

        @Override
        public Listening listen(Runnable listener) {
            boolean late;
            synchronized (this) {
                stop = listener;
                late = interrupted;
            }
            if (late) {
                Thread.ofVirtual().start(listener);
            }
            return () -> {
                synchronized (this) {
                    stop = null;
                }
            };
        }
    }

    /** Takes nothing over any more; what runs goes on. */
    public void stopListening() {
        if (server != null && server.isOpen()) {
            try {
                Files.deleteIfExists(socket);
                server.close();
            } catch (IOException e) {
                LOG.warn("could not close {}", socket, e);
            }
        }
    }

    /** Interrupts what runs and waits for its end. */
    @Override
    public void close() {
        stopListening();
        running.forEach(call -> Thread.ofVirtual().start(call::interrupt));
        try {
            ended.awaitAdvanceInterruptibly(ended.arriveAndDeregister(), END_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("a command that was handed over does not end");
        }
    }
}
