package io.manako.app.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the desktop remembers between two starts. Immutable.
 *
 * @param language of every text
 * @param theme light, dark or the system's
 * @param lastFolder the folder shown last, or null for all photos
 * @param overlayOpacity of the attention overlays, from 0 to 1
 */
public record Settings(
        Language language, Theme theme, @Nullable Path lastFolder, double overlayOpacity) {
    public Settings {
        overlayOpacity = Double.isFinite(overlayOpacity) ? Math.clamp(overlayOpacity, 0.0, 1.0) : 0.6;
    }

    public static Settings defaults() {
        return new Settings(Language.ofSystem(), Theme.SYSTEM, null, 0.6);
    }

    public Settings withLanguage(Language value) {
        return new Settings(value, theme, lastFolder, overlayOpacity);
    }

    public Settings withTheme(Theme value) {
        return new Settings(language, value, lastFolder, overlayOpacity);
    }

    public Settings withLastFolder(@Nullable Path folder) {
        return new Settings(language, theme, folder, overlayOpacity);
    }

    public Settings withOverlayOpacity(double value) {
        return new Settings(language, theme, lastFolder, value);
    }
}
