package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the system's own drag and drop and mouse wheel do, which no headless window has: journeys in a process of their own on
 * a display of Xvfb's. Skipped where Xvfb is not installed.
 */
@Tag("slow")
class DisplayTest {
    private static final int PATIENCE_SECONDS = 400;

    @TempDir
    private Path temp;

    @TestFactory
    @Timeout(PATIENCE_SECONDS + 30)
    Stream<DynamicTest> journeysOnADisplay() throws Exception {
        assumeThat(isInstalled("Xvfb")).as("Xvfb is installed").isTrue();
        Process server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Path output = temp.resolve("output");
            Process journeys = start(display(server), output);
            if (!journeys.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                journeys.destroyForcibly();
            }
            List<String> lines = Files.readAllLines(output);
            assertThat(journeys.waitFor()).as(String.join("\n", lines)).isZero();
            return lines.stream()
                    .filter(line -> line.startsWith(DisplayRun.RESULT))
                    .map(line -> DynamicTest.dynamicTest(
                            line.substring(DisplayRun.RESULT.length()),
                            () -> assertThat(line).as(String.join("\n", lines)).endsWith(DisplayRun.SUCCESSFUL)));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The server takes the first number that is free, and says so as soon as it is ready. */
    private static String display(Process server) throws IOException {
        BufferedReader number =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        return ":" + number.readLine();
    }

    private static Process start(String display, Path output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Dglass.platform"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DisplayRun.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }
}
