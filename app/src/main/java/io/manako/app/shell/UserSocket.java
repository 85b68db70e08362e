package io.manako.app.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unix-domain sockets that their user alone may use. */
final class UserSocket {
    private static final Logger LOG = LoggerFactory.getLogger(UserSocket.class);
    private static final Duration SPEAK_WITHIN = Duration.ofSeconds(3);

    private UserSocket() {}

    /** Listens; a socket that a killed process left is replaced, so the caller must know that nobody listens there. */
    static ServerSocketChannel listen(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bind(channel, socket);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Bound in a folder that only the user can enter and then moved: at no moment can another user reach it. */
    private static void bind(ServerSocketChannel channel, Path socket) throws IOException {
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

    /** Whether a caller is the user to whom the socket belongs. */
    static boolean isOwn(SocketChannel caller, Path socket) throws IOException {
        if (!caller.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true; // the permissions of the file have decided
        }
        UserPrincipal owner = Files.getOwner(socket);
        return caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
    }

    /** Hangs up after three seconds, unless interrupted: whoever says nothing shall keep nobody waiting. */
    static Thread hangUpLater(SocketChannel channel) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(SPEAK_WITHIN);
                channel.close();
            } catch (InterruptedException spoken) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                LOG.debug("hanging up", e);
            }
        });
    }

    static void write(SocketChannel channel, ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }
}
