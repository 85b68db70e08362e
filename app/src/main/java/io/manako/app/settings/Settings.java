package io.manako.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the desktop remembers between two starts. Immutable.
 *
 * @param language of every text
 * @param theme light, dark or the system's
 * @param folders folders that were opened, in the order of opening
 * @param lastFolder the folder shown last, or null for all photos
 * @param overlayOpacity of the attention overlays, from 0 to 1
 */
public record Settings(
        Language language, Theme theme, List<Path> folders, @Nullable Path lastFolder, double overlayOpacity) {
    public Settings {
        folders = List.copyOf(folders);
        overlayOpacity = Double.isFinite(overlayOpacity) ? Math.clamp(overlayOpacity, 0.0, 1.0) : 0.6;
    }

    public static Settings defaults() {
        return new Settings(Language.ofSystem(), Theme.SYSTEM, List.of(), null, 0.6);
    }

    public Settings withLanguage(Language value) {
        return new Settings(value, theme, folders, lastFolder, overlayOpacity);
    }

    public Settings withTheme(Theme value) {
        return new Settings(language, value, folders, lastFolder, overlayOpacity);
    }

    /** The folder becomes the last one shown, and one of the folders if it was not. */
    public Settings withFolder(Path folder) {
        List<Path> all = new ArrayList<>(folders);
        if (!all.contains(folder)) {
            all.add(folder);
        }
        return new Settings(language, theme, all, folder, overlayOpacity);
    }

    public Settings withLastFolder(@Nullable Path folder) {
        return new Settings(language, theme, folders, folder, overlayOpacity);
    }

    public Settings withOverlayOpacity(double value) {
        return new Settings(language, theme, folders, lastFolder, value);
    }
}
