package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.task.Background;
import io.manako.engine.device.DeviceWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsViewModelTest {
    @TempDir
    Path home;

    private final List<Exception> failures = new ArrayList<>();

    private SettingsViewModel settings() {
        return new SettingsViewModel(
                Background.on(Runnable::run, Runnable::run),
                new SettingsFile(home),
                Settings.defaults(),
                failures::add);
    }

    @Test
    void whatIsChosenHoldsAndIsSaved() {
        SettingsViewModel settings = settings();
        settings.themeProperty().set(Theme.DARK);
        settings.languageProperty().set(LanguageChoice.JAPANESE);
        settings.deviceProperty().set(DeviceWish.CPU);
        settings.textScaleProperty().set(1.4);
        settings.overlayOpacityProperty().set(0.3);
        settings.thumbnailScaleProperty().set(1.3);
        settings.glanceProperty().set(false);
        settings.change(now -> now.withShortSidecars(true));
        Settings expected = Settings.defaults()
                .withTheme(Theme.DARK)
                .withLanguage(LanguageChoice.JAPANESE)
                .withDevice(DeviceWish.CPU)
                .withTextScale(1.4)
                .withOverlayOpacity(0.3)
                .withThumbnailScale(1.3)
                .withGlance(false)
                .withShortSidecars(true);
        assertThat(settings.now()).isEqualTo(expected);
        assertThat(new SettingsFile(home).load().settings()).isEqualTo(expected);
    }

    @Test
    void whatIsChangedElsewhereIsShown() {
        SettingsViewModel settings = settings();
        settings.change(now -> now.withTheme(Theme.LIGHT).withGlance(false).withTextScale(99));
        assertThat(settings.glanceProperty().get()).isFalse();
        assertThat(settings.themeProperty().get()).isEqualTo(Theme.LIGHT);
        assertThat(settings.textScaleProperty().get()).isEqualTo(Settings.LARGEST_TEXT);
    }

    @Test
    void aSettingOutOfRangeComesBackInRange() {
        SettingsViewModel settings = settings();
        settings.overlayOpacityProperty().set(4);
        assertThat(settings.overlayOpacityProperty().get()).isEqualTo(1);
    }

    @Test
    void thumbnailsGrowAsFarAsTheyGo() {
        SettingsViewModel settings = settings();
        settings.growThumbnails(1.5);
        assertThat(settings.thumbnailScaleProperty().get()).isEqualTo(1.5);
        settings.growThumbnails(1.5);
        assertThat(settings.thumbnailScaleProperty().get()).isEqualTo(Settings.LARGEST_THUMBNAIL);
    }

    @Test
    void whatCannotBeSavedIsTold() throws IOException {
        Files.createDirectories(home.resolve("settings.json/in the way"));
        SettingsViewModel settings = settings();
        settings.themeProperty().set(Theme.DARK);
        assertThat(settings.now().theme()).isEqualTo(Theme.DARK);
        assertThat(failures).hasSize(1);
    }
}
