package io.manako.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.shell.SingleDesktop.Claim;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SingleDesktopTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path home;

    private final BlockingQueue<HandOver> taken = new LinkedBlockingQueue<>();

    private Claim claim(SingleDesktop desktop, Path file) throws InterruptedException {
        return desktop.claim(new HandOver(file), SHORT);
    }

    private String say(byte[] message) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(home.resolve("desktop.socket")));
            ByteBuffer buffer = ByteBuffer.wrap(message);
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.shutdownOutput();
                ByteBuffer answer = ByteBuffer.allocate(100);
                while (channel.read(answer) >= 0) {
                    // until the end
                }
                return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
            } catch (IOException e) {
                return "hung up";
            }
        }
    }

    @Test
    void aSecondStartHandsItsPhotoOver() throws Exception {
        Path photo = home.resolve("写真 \n 1.jpg");
        try (SingleDesktop first = new SingleDesktop(home);
                SingleDesktop second = new SingleDesktop(home)) {
            assertThat(claim(first, null)).isEqualTo(Claim.MINE);
            // Even before there is a window.
            assertThat(claim(second, photo)).isEqualTo(Claim.HANDED_OVER);
            first.onHandOver(taken::add);
            assertThat(taken.poll(5, TimeUnit.SECONDS)).isEqualTo(new HandOver(photo));
            assertThat(claim(second, null)).isEqualTo(Claim.HANDED_OVER);
            assertThat(taken.poll(5, TimeUnit.SECONDS)).isEqualTo(new HandOver(null));
        }
        assertThat(home.resolve("desktop.socket")).doesNotExist();
    }

    @Test
    void whoAsksWhetherAnotherRunsTakesNothing() throws Exception {
        try (SingleDesktop first = new SingleDesktop(home);
                SingleDesktop second = new SingleDesktop(home)) {
            assertThat(second.isRunning()).isFalse();
            assertThat(claim(first, null)).isEqualTo(Claim.MINE);
            assertThat(first.isRunning()).as("that is no other").isFalse();
            assertThat(second.isRunning()).isTrue();
            assertThat(claim(second, null)).isEqualTo(Claim.HANDED_OVER);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theSocketIsForItsUserAlone() throws Exception {
        try (SingleDesktop desktop = new SingleDesktop(home)) {
            claim(desktop, null);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("desktop.socket"))))
                    .isEqualTo("rw-------");
            assertThat(home.toFile().list()).containsExactlyInAnyOrder("desktop.lock", "desktop.socket");
        }
    }

    @Test
    void theSocketOfAKilledProcessIsReplaced() throws Exception {
        // What is left of a process that was killed: the file, and nobody who listens.
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(home.resolve("desktop.socket")))
                .close();
        assertThat(home.resolve("desktop.socket")).exists();
        try (SingleDesktop desktop = new SingleDesktop(home);
                SingleDesktop second = new SingleDesktop(home)) {
            assertThat(claim(desktop, null)).isEqualTo(Claim.MINE);
            assertThat(claim(second, null)).isEqualTo(Claim.HANDED_OVER);
        }
    }

    @Test
    void hostileAndHugeMessagesAreRefusedAndTheNextIsTaken() throws Exception {
        try (SingleDesktop desktop = new SingleDesktop(home);
                SingleDesktop second = new SingleDesktop(home)) {
            claim(desktop, null);
            desktop.onHandOver(taken::add);
            byte[] noise = new byte[1000];
            new Random(7).nextBytes(noise);
            for (byte[] message : new byte[][] {
                {},
                noise,
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                "manako 2\0/a\0".getBytes(StandardCharsets.UTF_8),
                "manako 1\0relative.jpg\0".getBytes(StandardCharsets.UTF_8),
                "manako 1\0/a\0/b\0".getBytes(StandardCharsets.UTF_8),
                "manako 1\0/cut off".getBytes(StandardCharsets.UTF_8)
            }) {
                assertThat(say(message)).isEqualTo("refused\n");
            }
            assertThat(say(new byte[50_000_000])).isIn("refused\n", "", "hung up");
            assertThat(claim(second, home)).isEqualTo(Claim.HANDED_OVER);
            assertThat(taken.poll(5, TimeUnit.SECONDS)).isEqualTo(new HandOver(home));
            assertThat(taken).isEmpty();
        }
    }

    @Test
    void whoeverSaysNothingKeepsNobodyWaiting() throws Exception {
        try (SingleDesktop desktop = new SingleDesktop(home);
                SingleDesktop second = new SingleDesktop(home);
                SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            claim(desktop, null);
            silent.connect(UnixDomainSocketAddress.of(home.resolve("desktop.socket")));
            assertThat(second.claim(new HandOver(null), Duration.ofSeconds(20))).isEqualTo(Claim.HANDED_OVER);
        }
    }

    @Test
    void aStartWhileTheOtherClosesWaitsForItAndThenIsTheDesktop() throws Exception {
        try (SingleDesktop first = new SingleDesktop(home);
                SingleDesktop second = new SingleDesktop(home)) {
            claim(first, null);
            first.stopListening();
            assertThat(claim(second, null)).isEqualTo(Claim.NO_ANSWER);
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(400);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                first.close();
            });
            assertThat(second.claim(new HandOver(null), Duration.ofSeconds(10))).isEqualTo(Claim.MINE);
        }
    }

    @Test
    void whereNothingCanBeWrittenTheDesktopOpensAllTheSame() throws Exception {
        Path file = Files.writeString(home.resolve("a file"), "");
        try (SingleDesktop desktop = new SingleDesktop(file.resolve("home"))) {
            assertThat(claim(desktop, null)).isEqualTo(Claim.MINE);
        }
    }
}
