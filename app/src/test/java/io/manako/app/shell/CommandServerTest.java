package io.manako.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.cli.Console;
import io.manako.app.cli.Host;
import io.manako.app.cli.Interrupts;
import io.manako.app.cli.Libraries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CommandServerTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<Runnable> ctrlC = new LinkedBlockingQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Path library;
    private Console console;

    @BeforeEach
    void console() throws IOException {
        library = Files.createDirectories(home.resolve("library"));
        Interrupts interrupts = stop -> {
            ctrlC.add(stop);
            return () -> {};
        };
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                true,
                home,
                new Host(library, interrupts, Libraries.OWN, (any, other, args) -> OptionalInt.empty()));
    }

    private OptionalInt call(String... args) {
        return new CommandClient().run(library, console, List.of(args));
    }

    /** Says what it was told, then ends with 7. */
    private static int echo(
            Path folder,
            boolean terminal,
            List<String> args,
            OutputStream out,
            OutputStream err,
            Interrupts interrupts) {
        try {
            out.write((folder.getFileName() + " " + terminal + " " + args).getBytes(StandardCharsets.UTF_8));
            out.write(new byte[200_000]);
            err.write("結果".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 7;
    }

    /** Works until it is interrupted, and says so. */
    private int work(
            Path folder,
            boolean terminal,
            List<String> args,
            OutputStream out,
            OutputStream err,
            Interrupts interrupts) {
        try (Interrupts.Listening listening = interrupts.listen(stopped::countDown)) {
            started.countDown();
            boolean interrupted = stopped.await(20, TimeUnit.SECONDS);
            out.write((interrupted ? "stopped" : "went on").getBytes(StandardCharsets.UTF_8));
            return 1;
        } catch (InterruptedException | IOException e) {
            return 2;
        }
    }

    @Test
    void whatACommandPrintsAndItsExitCodeComeBack() {
        try (CommandServer server = new CommandServer(home, CommandServerTest::echo)) {
            assertThat(call("search", "--tag", "a b", "", "写真 \n 1.jpg")).hasValue(7);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("library true [search, --tag, a b, , 写真 \n 1.jpg]");
        assertThat(out.size()).isGreaterThan(200_000);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("結果");
    }

    @Test
    void whereNobodyListensNothingIsHandedOver() {
        assertThat(call("search")).isEmpty();
        new CommandServer(home, CommandServerTest::echo).close();
        assertThat(call("search")).isEmpty();
        assertThat(home.resolve("commands.socket")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theSocketIsForItsUserAlone() throws Exception {
        try (CommandServer server = new CommandServer(home, CommandServerTest::echo)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("commands.socket"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anInterruptReachesTheCommandAndItsLastWordsComeBack() throws Exception {
        try (CommandServer server = new CommandServer(home, this::work)) {
            CompletableFuture<OptionalInt> exit = CompletableFuture.supplyAsync(() -> call("index"));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.ofVirtual().start(ctrlC.poll(10, TimeUnit.SECONDS));
            assertThat(exit.get(10, TimeUnit.SECONDS)).hasValue(1);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("stopped");
    }

    @Test
    void aCallerThatIsKilledStopsItsCommand() throws Exception {
        try (CommandServer server = new CommandServer(home, this::work)) {
            SocketChannel caller = connect();
            CommandWire.send(caller, new CommandWire.Request(home, false, List.of("index")));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            caller.close();
            assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingTheWindowStopsWhatRunsAndTheCallerHearsOfIt() throws Exception {
        CommandServer server = new CommandServer(home, this::work);
        CompletableFuture<OptionalInt> exit = CompletableFuture.supplyAsync(() -> call("index"));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        server.close();
        assertThat(exit.get(10, TimeUnit.SECONDS)).hasValue(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("stopped");
    }

    @Test
    void nonsenseIsRefusedAndTheNextCommandIsTaken() throws Exception {
        try (CommandServer server = new CommandServer(home, CommandServerTest::echo)) {
            byte[] noise = new byte[1000];
            new Random(7).nextBytes(noise);
            for (byte[] message : new byte[][] {
                noise,
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                {'M', 'N', 'K', '1', 127, 0, 0, 0},
                {'M', 'N', 'K', '1', 0, 0, 0, 4, 'a', 0, 'b', 0}
            }) {
                try (SocketChannel caller = connect()) {
                    UserSocket.write(caller, ByteBuffer.wrap(message));
                    assertThat(isHungUp(caller)).isTrue();
                }
            }
            assertThat(call("tag")).hasValue(7);
        }
    }

    private static boolean isHungUp(SocketChannel caller) {
        try {
            return caller.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true; // with something unread
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX);
        caller.connect(UnixDomainSocketAddress.of(home.resolve("commands.socket")));
        return caller;
    }
}
