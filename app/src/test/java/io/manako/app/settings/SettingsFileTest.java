package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.device.DeviceWish;
import io.manako.engine.lexical.caption.CaptionProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    Path home;

    @Test
    void theFirstStartHasDefaults() {
        SettingsFile.Loaded loaded = new SettingsFile(home).load();
        assertThat(loaded.firstStart()).isTrue();
        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
    }

    @Test
    void whatIsSavedComesBackAndNoTemporaryFileStays() throws IOException {
        Settings saved = new Settings(
                LanguageChoice.JAPANESE,
                Theme.DARK,
                1.5,
                0.25,
                1.4,
                false,
                true,
                new CaptionChoice("http://localhost:1", true, CaptionProtocol.OPENAI, "sees", "Say \"赤\".", 7, 3, true),
                new ModelChoice("dino_vits16", "dinov2_vits14"),
                DeviceWish.GPU,
                new UpdateChoice(true, "https://example.org/newest.json", 1_800_000_000_000L, "1.4.2"),
                home.resolve("写真 📷"),
                new WindowPlace(-20, 40.5, 1200, 800, true, List.of(0.2, 0.6)));
        SettingsFile file = new SettingsFile(home.resolve("new"));
        file.save(Settings.defaults());
        file.save(saved);
        assertThat(file.load().settings()).isEqualTo(saved);
        assertThat(file.load().firstStart()).isFalse();
        try (Stream<Path> files = Files.list(home.resolve("new"))) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("settings.json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"theme\": \"DA", "", "[]", "\u0000\u0001", "{} {}", "{\"lastFolder\": \"a\\u0000b\"}"})
    void aBrokenFileIsSetAsideAndKept(String content) throws IOException {
        Files.writeString(home.resolve("settings.json"), content);
        SettingsFile.Loaded loaded = new SettingsFile(home).load();
        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
        assertThat(loaded.broken()).isNotNull();
        assertThat(loaded.broken().setAside()).content().isEqualTo(content);
        assertThat(home.resolve("settings.json")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeReadIsSetAsideAndKept() throws IOException {
        // A folder in its place is refused by every system, even to an administrator.
        Files.createDirectories(home.resolve("settings.json/inside"));
        SettingsFile file = new SettingsFile(home);
        SettingsFile.Loaded loaded = file.load();
        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
        assertThat(loaded.firstStart()).isFalse();
        assertThat(loaded.broken()).isNotNull();
        assertThat(loaded.broken().setAside().resolve("inside")).isDirectory();

        file.save(Settings.defaults().withTheme(Theme.DARK));
        assertThat(file.load().settings().theme()).isEqualTo(Theme.DARK);
    }

    @Test
    void aFileOfAnAbsurdSizeIsNotRead() throws IOException {
        Files.write(home.resolve("settings.json"), new byte[(1 << 20) + 1]);
        assertThat(new SettingsFile(home).load().broken()).isNotNull();
    }

    @Test
    void whatIsUnknownOrOutOfRangeHasItsDefault() throws IOException {
        Files.writeString(
                home.resolve("settings.json"),
                "{\"theme\": \"PINK\", \"language\": \"JAPANESE\", \"overlayOpacity\": 7, \"textScale\": 1e9, \"thumbnailScale\": -1,"
                        + " \"window\": {\"x\": 0, \"y\": 0, \"width\": -3, \"height\": 10}}");
        Settings settings = new SettingsFile(home).load().settings();
        assertThat(settings.theme()).isEqualTo(Theme.SYSTEM);
        assertThat(settings.language()).isEqualTo(LanguageChoice.JAPANESE);
        assertThat(settings.overlayOpacity()).isEqualTo(1);
        assertThat(settings.textScale()).isEqualTo(Settings.LARGEST_TEXT);
        assertThat(settings.thumbnailScale()).isEqualTo(Settings.SMALLEST_THUMBNAIL);
        assertThat(settings.window()).isNull();
    }
}
