package io.manako.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBundleTest {
    @TempDir
    Path home;

    private static Map<String, String> entries(Path zip) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.put(
                        entry.getName(), new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void holdsLogsSettingsAndVersionsAndNoPhoto() throws IOException {
        Files.createDirectories(home.resolve("logs"));
        for (int day = 10; day < 20; day++) {
            Files.writeString(home.resolve("logs/manako-2026-01-" + day + ".0.log"), "day " + day);
        }
        Files.writeString(home.resolve("logs/holiday.jpg"), "a photo");
        Files.createDirectories(home.resolve("pasted"));
        Files.writeString(home.resolve("pasted/secret.png"), "a photo");
        Files.writeString(home.resolve("settings.json"), "{}");

        Fault fault = Fault.of(new IllegalStateException("a fault"));
        Path out = new LogBundle(home).write(home.resolve("out.zip"), fault);

        Map<String, String> entries = entries(out);
        assertThat(entries).hasSize(9).containsEntry("settings.json", "{}");
        assertThat(entries)
                .containsKey("logs/manako-2026-01-19.0.log")
                .doesNotContainKey("logs/manako-2026-01-12.0.log");
        assertThat(entries.get("about.txt")).contains("Manako", "Java", fault.code(), "a fault", "LogBundleTest");
    }

    @Test
    void aHomeWithNothingInItStillGivesTheVersions() throws IOException {
        Path out = new LogBundle(home.resolve("nowhere")).write(home.resolve("out.zip"), null);
        assertThat(entries(out)).containsOnlyKeys("about.txt");
    }

    @Test
    void whereNothingCanBeWrittenThereIsAnErrorThatNamesTheFile() {
        assertThatThrownBy(() -> new LogBundle(home).write(home, null))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(home.toString());
    }
}
