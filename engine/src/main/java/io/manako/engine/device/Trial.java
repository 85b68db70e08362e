package io.manako.engine.device;

import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.vit.Placement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model on a device in a process of its own, which may crash or hang in the device's driver as it likes.
 *
 * @param command starts the process
 * @param limit after which it counts as hung; the natives of a GPU are unpacked the first time, which takes minutes
 */
record Trial(List<String> command, Duration limit) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What DJL, PyTorch and the program read is the same in both processes. */
    private static final List<String> KEPT_PROPERTIES =
            List.of("ai.djl.", "PYTORCH_", "DJL_", "OPT_OUT_TRACKING", "org.bytedeco.");

    /** A trial by this program's own code. */
    static Trial of(Placement.Kind kind, Path home, TriedModel model) {
        List<String> command = new ArrayList<>();
        Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
        String launcher = System.getProperty("jpackage.app-path");
        if (Files.isExecutable(java)) {
            command.addAll(List.of(
                    java.toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+SuppressFatalErrorMessage", // no hs_err file
                    "-XX:-CreateCoredumpOnCrash"));
            System.getProperties().forEach((key, value) -> {
                if (KEPT_PROPERTIES.stream().anyMatch(key.toString()::startsWith)) {
                    command.add("-D" + key + "=" + value);
                }
            });
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrialProcess.class.getName()));
        } else if (launcher != null) {
            // An installed program has no java, but it is one.
            command.addAll(List.of(launcher, TrialProcess.ARGUMENT));
        }
        command.addAll(List.of(
                kind.name(),
                home.toAbsolutePath().toString(),
                Objects.requireNonNullElse(model.name(), ""),
                String.valueOf(model.stretch()),
                String.valueOf(model.side())));
        return new Trial(command, LIMIT);
    }

    /**
     * Waits for the verdict.
     *
     * @throws CancellationException if the thread is interrupted
     */
    Verdict run() {
        Path output = null;
        Process process = null;
        try {
            output = Files.createTempFile("manako-trial", ".txt");
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Verdict(Outcome.HUNG, String.valueOf(limit.toSeconds()));
            }
            if (process.exitValue() != 0) {
                return new Verdict(Outcome.CRASHED, String.valueOf(process.exitValue()));
            }
            return TrialProcess.read(Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Verdict(Outcome.FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            end(process, output);
        }
    }

    private static void end(@Nullable Process process, @Nullable Path output) {
        if (process != null) {
            process.destroyForcibly()
                    .onExit()
                    .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                    .join();
        }
        if (output != null) {
            try {
                Files.deleteIfExists(output);
            } catch (IOException e) {
                output.toFile().deleteOnExit(); // a process that cannot be ended still holds it on Windows
            }
        }
    }
}
