package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A pipe that nobody writes into: who opens it to read waits forever. */
public final class NamedPipe {
    private static final Path MAKER = Path.of("/usr/bin/mkfifo");

    private NamedPipe() {}

    /** Skips the test where the system has none. */
    public static void make(Path file) throws Exception {
        assumeTrue(Files.isExecutable(MAKER), "skipped: no named pipes here");
        Process maker = new ProcessBuilder(MAKER.toString(), file.toString()).start();
        assertThat(maker.waitFor()).isZero();
    }
}
