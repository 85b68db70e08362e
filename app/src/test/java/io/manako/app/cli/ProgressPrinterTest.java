package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long nanos;

    @Test
    void saysStageCountRateAndTimeLeft() {
        Progress progress = new Progress("index.encode", 1200, 3000, 23.14, Duration.ofSeconds(78));

        assertThat(ProgressPrinter.describe(progress))
                .isEqualTo("Encoding photos: 1,200 of 3,000, 23.1 a second, 1 min 18 s left");
        assertThat(ProgressPrinter.describe(Progress.of("index.scan", 0, -1))).isEqualTo("Looking for photos");
    }

    @Test
    void printsPlainLinesSeldom() {
        ProgressPrinter printer = printer(false);
        for (int done = 0; done <= 100; done++) {
            printer.onProgress(Progress.of("index.encode", done, 100));
            nanos += 100_000_000L;
        }
        printer.close();

        assertThat(written())
                .isEqualTo(String.format(
                        "Encoding photos: 0 of 100%nEncoding photos: 50 of 100%n" + "Encoding photos: 100 of 100%n"));
    }

    @Test
    void writesOverOneLineOfATerminalAndLeavesItEmpty() {
        ProgressPrinter printer = printer(true);
        printer.onProgress(Progress.of("index.encode", 0, 2));
        printer.onProgress(Progress.of("index.encode", 2, 2));
        printer.close();

        assertThat(written())
                .isEqualTo("\rEncoding photos: 0 of 2\033[K\rEncoding photos: 2 of 2\033[K\r\033[K")
                .doesNotContain("\n");
    }

    @Test
    void printsNothingWhereNothingWasReported() {
        printer(true).close();

        assertThat(written()).isEmpty();
    }

    private ProgressPrinter printer(boolean terminal) {
        return new ProgressPrinter(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, () -> nanos);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
