package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.manako.app.shell.HandOver;
import io.manako.app.shell.SingleDesktop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program where the system has no network for it ({@code unshare -n}): it does its work, and {@code strace} sees
 * nothing in it try to reach anybody. Skipped where either is missing or not permitted.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class NoNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private Path home;

    private Path trace;

    @BeforeEach
    void requireTheSystemsHelp() throws Exception {
        trace = home.resolve("trace");
        boolean permitted;
        try {
            permitted = denied("true").start().waitFor() == 0;
        } catch (IOException e) {
            permitted = false;
        }
        assumeThat(permitted)
                .as("unshare -n and strace are there and permitted")
                .isTrue();
    }

    /** A command without a network, whose attempts to reach one are written down. */
    private ProcessBuilder denied(String... command) {
        List<String> all = new ArrayList<>(List.of("unshare", "--map-root-user", "--net", "strace", "-f", "-qq"));
        all.addAll(List.of("-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", trace.toString()));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile());
    }

    /** @param jvm further options of Java */
    private Process start(String classPath, List<String> jvm, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(args));
        ProcessBuilder builder = denied(command.toArray(String[]::new));
        builder.environment().put("MANAKO_HOME", home.resolve("data").toString());
        builder.environment().put("DISPLAY", ":4711"); // is asked for, and then not used
        return builder.start();
    }

    private List<String> attempts() throws IOException {
        try (Stream<String> lines = Files.lines(trace)) {
            return lines.filter(line -> line.contains("AF_INET")).toList();
        }
    }

    /** Tries what must be seen. */
    public static void main(String[] args) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", 80), 1000);
            throw new AssertionError("there is a network");
        } catch (IOException e) {
            // As it should be.
        }
    }

    @Test
    void anAttemptWouldBeSeen() throws Exception {
        Process process = start(System.getProperty("java.class.path"), List.of(), NoNetworkTest.class.getName());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(attempts()).anyMatch(line -> line.contains("192.0.2.1"));
    }

    @Test
    void theMainJobReachesForNobody() throws Exception {
        Process process = start(MainTest.program(), List.of("-Dai.djl.offline=true"), "io.manako.app.Main", "demo");
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(home.resolve("output")))
                .isZero();
        assertThat(attempts()).isEmpty();
    }

    @Test
    void theWindowReachesForNobody() throws Exception {
        Process process = start(
                MainTest.program(),
                List.of("-Dai.djl.offline=true", "-Dglass.platform=Headless", "-Dprism.order=sw"),
                "io.manako.app.Main");
        try (SingleDesktop other = new SingleDesktop(home.resolve("data"))) {
            until(process, other::isRunning);
            until(process, this::isIndexed);
            assertThat(other.claim(new HandOver(null), PATIENCE.multipliedBy(20)))
                    .as("the window is there")
                    .isEqualTo(SingleDesktop.Claim.HANDED_OVER);
            Thread.sleep(PATIENCE.multipliedBy(5));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(attempts()).isEmpty();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void until(Process process, Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            assertThat(process.isAlive())
                    .as(Files.readString(home.resolve("output")))
                    .isTrue();
            Thread.sleep(PATIENCE);
        }
    }

    private boolean isIndexed() throws IOException {
        Path library = home.resolve("data").resolve("library");
        if (!Files.isDirectory(library)) {
            return false;
        }
        try (Stream<Path> files = Files.list(library)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("descriptors-"));
        }
    }
}
