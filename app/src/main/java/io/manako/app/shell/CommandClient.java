package io.manako.app.shell;

import io.manako.app.cli.CommandTaker;
import io.manako.app.cli.Console;
import io.manako.app.cli.Interrupts;
import io.manako.app.shell.CommandWire.Frame;
import io.manako.app.shell.CommandWire.Kind;
import io.manako.app.shell.CommandWire.Request;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands commands over to the {@link CommandServer} of the window that has their library open. */
public final class CommandClient implements CommandTaker {
    private static final Logger LOG = LoggerFactory.getLogger(CommandClient.class);
    private static final int FAILED = 1;
    private static final long END_WITHIN_SECONDS = 30;

    @Override
    public OptionalInt run(Path library, Console console, List<String> args) {
        boolean taken = false;
        CountDownLatch ended = new CountDownLatch(1);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path socket = library.toRealPath().resolveSibling(CommandServer.SOCKET);
            channel.connect(UnixDomainSocketAddress.of(socket));
            CommandWire.send(channel, new Request(console.host().folder(), console.terminal(), args));
            taken = CommandWire.next(channel).kind() == Kind.TAKEN;
            try (Interrupts.Listening listening = console.host().interrupts().listen(() -> interrupt(channel, ended))) {
                return OptionalInt.of(show(channel, console));
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("the command was not taken over, or not to its end", e);
            if (!taken) {
                return OptionalInt.empty();
            }
            console.err().println("manako: Manako's window was closed before the command had ended.");
            return OptionalInt.of(FAILED);
        } finally {
            ended.countDown();
        }
    }

    private static int show(SocketChannel channel, Console console) throws IOException {
        while (true) {
            Frame frame = CommandWire.next(channel);
            switch (frame.kind()) {
                case OUT -> console.out().write(frame.content());
                case ERR -> console.err().write(frame.content());
                case EXIT -> {
                    return ByteBuffer.wrap(frame.content()).getInt();
                }
                case TAKEN -> throw new IOException("taken twice");
            }
        }
    }

    /** Says no more, which the server understands, and shows what the command still has to say. */
    private static void interrupt(SocketChannel channel, CountDownLatch ended) {
        try {
            channel.shutdownOutput();
            ended.await(END_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.debug("already over", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
