package io.manako.app.settings;

import io.manako.engine.device.DeviceWish;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the desktop remembers between two starts. Immutable.
 *
 * @param language of every text
 * @param theme light, dark or the system's
 * @param textScale size of all text, 1 as designed; from {@value #SMALLEST_TEXT} to {@value #LARGEST_TEXT}
 * @param overlayOpacity of the attention overlays, from 0 to 1
 * @param thumbnailScale size of thumbnails, 1 as designed; from {@value #SMALLEST_THUMBNAIL} to
 *     {@value #LARGEST_THUMBNAIL}
 * @param model which model searches
 * @param device where models shall run, from the next start on
 * @param lastFolder the folder shown last, or null for all photos
 * @param captions how a language model is asked for captions
 * @param window where the window was, or null before the first time
 */
public record Settings(
        LanguageChoice language,
        Theme theme,
        double textScale,
        double overlayOpacity,
        double thumbnailScale,
        CaptionChoice captions,
        ModelChoice model,
        DeviceWish device,
        @Nullable Path lastFolder,
        @Nullable WindowPlace window) {
    public static final double SMALLEST_TEXT = 0.8;
    public static final double LARGEST_TEXT = 2;
    public static final double SMALLEST_THUMBNAIL = 0.7;
    public static final double LARGEST_THUMBNAIL = 2;

    public Settings {
        textScale = Double.isFinite(textScale) ? Math.clamp(textScale, SMALLEST_TEXT, LARGEST_TEXT) : 1;
        overlayOpacity = Double.isFinite(overlayOpacity) ? Math.clamp(overlayOpacity, 0.0, 1.0) : 0.6;
        thumbnailScale =
                Double.isFinite(thumbnailScale) ? Math.clamp(thumbnailScale, SMALLEST_THUMBNAIL, LARGEST_THUMBNAIL) : 1;
    }

    public static Settings defaults() {
        return new Settings(
                LanguageChoice.SYSTEM,
                Theme.SYSTEM,
                1,
                0.6,
                1,
                CaptionChoice.defaults(),
                ModelChoice.embedded(),
                DeviceWish.AUTOMATIC,
                null,
                null);
    }

    public Settings withLanguage(LanguageChoice value) {
        return new Settings(
                value, theme, textScale, overlayOpacity, thumbnailScale, captions, model, device, lastFolder, window);
    }

    public Settings withTheme(Theme value) {
        return new Settings(
                language,
                value,
                textScale,
                overlayOpacity,
                thumbnailScale,
                captions,
                model,
                device,
                lastFolder,
                window);
    }

    public Settings withTextScale(double value) {
        return new Settings(
                language, theme, value, overlayOpacity, thumbnailScale, captions, model, device, lastFolder, window);
    }

    public Settings withOverlayOpacity(double value) {
        return new Settings(
                language, theme, textScale, value, thumbnailScale, captions, model, device, lastFolder, window);
    }

    public Settings withThumbnailScale(double value) {
        return new Settings(
                language, theme, textScale, overlayOpacity, value, captions, model, device, lastFolder, window);
    }

    public Settings withCaptions(CaptionChoice value) {
        return new Settings(
                language, theme, textScale, overlayOpacity, thumbnailScale, value, model, device, lastFolder, window);
    }

    public Settings withModel(ModelChoice value) {
        return new Settings(
                language,
                theme,
                textScale,
                overlayOpacity,
                thumbnailScale,
                captions,
                value,
                device,
                lastFolder,
                window);
    }

    public Settings withDevice(DeviceWish value) {
        return new Settings(
                language, theme, textScale, overlayOpacity, thumbnailScale, captions, model, value, lastFolder, window);
    }

    public Settings withLastFolder(@Nullable Path folder) {
        return new Settings(
                language, theme, textScale, overlayOpacity, thumbnailScale, captions, model, device, folder, window);
    }

    public Settings withWindow(WindowPlace place) {
        return new Settings(
                language, theme, textScale, overlayOpacity, thumbnailScale, captions, model, device, lastFolder, place);
    }
}
