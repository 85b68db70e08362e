package io.manako.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final Duration HOURS_AGO = Duration.ofHours(23);
    private static final Duration DAYS_AGO = Duration.ofDays(2);

    @TempDir
    Path folder;

    private Path written(String name, Duration ago) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "half");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
    }

    private static long pidOfTheDead() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void whatTheDeadLeftIsDeleted() throws Exception {
        long dead = pidOfTheDead();
        Path left = written(".manako-" + dead + "-1f.part", DAYS_AGO);
        Path leftByAnOlderVersion = written(".manako-7fffffffffffffff.part", DAYS_AGO);

        PartFiles.sweep(folder, NOW);

        assertThat(left).doesNotExist();
        assertThat(leftByAnOlderVersion).doesNotExist();
    }

    @Test
    void whatSomebodyMayBeWritingStays() throws Exception {
        Path onAnotherComputer = written(".manako-" + pidOfTheDead() + "-1f.part", HOURS_AGO);
        Path byAnOlderVersion = written(".manako-1f.part", HOURS_AGO);
        Path ofTheLiving = Files.writeString(PartFiles.in(folder), "half");
        Files.setLastModifiedTime(ofTheLiving, FileTime.from(NOW.minus(DAYS_AGO)));
        Path somebodyElses = written(".manako-notes.part", DAYS_AGO);
        Path download = written("model.part", DAYS_AGO);
        Path inside = Files.createDirectory(folder.resolve(".manako-ab.part"));

        PartFiles.sweep(folder, NOW);

        assertThat(folder)
                .isDirectoryContaining(onAnotherComputer::equals)
                .isDirectoryContaining(byAnOlderVersion::equals)
                .isDirectoryContaining(ofTheLiving::equals)
                .isDirectoryContaining(somebodyElses::equals)
                .isDirectoryContaining(download::equals)
                .isDirectoryContaining(inside::equals);
    }

    @Test
    void namesDiffer() {
        assertThat(PartFiles.in(folder)).isNotEqualTo(PartFiles.in(folder));
    }

    @Test
    void whoWritesIntoAFolderLooksThere() throws Exception {
        Path left = Files.writeString(folder.resolve(".manako-2a.part"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(DAYS_AGO)));

        WholeFile.write(folder.resolve("whole"), new byte[1]);

        assertThat(left).doesNotExist();
    }
}
