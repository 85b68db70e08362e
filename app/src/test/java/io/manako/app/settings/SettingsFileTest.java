package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path home;

    @Test
    void theFirstStartHasDefaults() throws IOException {
        SettingsFile.Loaded loaded = new SettingsFile(home).load();
        assertThat(loaded.firstStart()).isTrue();
        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
    }

    @Test
    void whatIsSavedComesBackAndNoTemporaryFileStays() throws IOException {
        Settings saved = new Settings(Language.JAPANESE, Theme.DARK, home.resolve("写真 📷"), 0.25);
        SettingsFile file = new SettingsFile(home.resolve("new"));
        file.save(Settings.defaults());
        file.save(saved);
        assertThat(file.load().settings()).isEqualTo(saved);
        assertThat(file.load().firstStart()).isFalse();
        try (Stream<Path> files = Files.list(home.resolve("new"))) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("settings.json");
        }
    }

    @Test
    void aBrokenFileIsSetAsideAndKept() throws IOException {
        Files.writeString(home.resolve("settings.json"), "{\"theme\": \"DA");
        SettingsFile.Loaded loaded = new SettingsFile(home).load();
        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
        assertThat(loaded.setAside()).isNotNull();
        assertThat(loaded.setAside()).content().isEqualTo("{\"theme\": \"DA");
        assertThat(home.resolve("settings.json")).doesNotExist();
    }

    @Test
    void whatIsUnknownOrOutOfRangeHasItsDefault() throws IOException {
        Files.writeString(
                home.resolve("settings.json"),
                "{\"theme\": \"PINK\", \"language\": \"JAPANESE\", \"overlayOpacity\": 7}");
        Settings settings = new SettingsFile(home).load().settings();
        assertThat(settings.theme()).isEqualTo(Theme.SYSTEM);
        assertThat(settings.language()).isEqualTo(Language.JAPANESE);
        assertThat(settings.overlayOpacity()).isEqualTo(1);
    }
}
