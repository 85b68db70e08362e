package io.manako.app.settings;

import io.manako.engine.device.DeviceWish;
import java.nio.file.Path;
import java.util.function.Consumer;
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
 * @param glance whether the best results are looked at for the very same thing unasked
 * @param model which model searches
 * @param device where models shall run, from the next start on
 * @param updates whether new versions are asked for
 * @param lastFolder the folder shown last, or null for all photos
 * @param shortSidecars whether XMP files are called {@code photo.xmp} and not {@code photo.jpg.xmp}
 * @param captions how a language model is asked for captions
 * @param window where the window was, or null before the first time
 */
public record Settings(
        LanguageChoice language,
        Theme theme,
        double textScale,
        double overlayOpacity,
        double thumbnailScale,
        boolean glance,
        boolean shortSidecars,
        CaptionChoice captions,
        ModelChoice model,
        DeviceWish device,
        UpdateChoice updates,
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
                true,
                false,
                CaptionChoice.defaults(),
                ModelChoice.embedded(),
                DeviceWish.AUTOMATIC,
                UpdateChoice.defaults(),
                null,
                null);
    }

    public Settings withLanguage(LanguageChoice value) {
        return with(draft -> draft.language = value);
    }

    public Settings withTheme(Theme value) {
        return with(draft -> draft.theme = value);
    }

    public Settings withTextScale(double value) {
        return with(draft -> draft.textScale = value);
    }

    public Settings withOverlayOpacity(double value) {
        return with(draft -> draft.overlayOpacity = value);
    }

    public Settings withThumbnailScale(double value) {
        return with(draft -> draft.thumbnailScale = value);
    }

    public Settings withGlance(boolean value) {
        return with(draft -> draft.glance = value);
    }

    public Settings withShortSidecars(boolean value) {
        return with(draft -> draft.shortSidecars = value);
    }

    public Settings withCaptions(CaptionChoice value) {
        return with(draft -> draft.captions = value);
    }

    public Settings withModel(ModelChoice value) {
        return with(draft -> draft.model = value);
    }

    public Settings withDevice(DeviceWish value) {
        return with(draft -> draft.device = value);
    }

    public Settings withUpdates(UpdateChoice value) {
        return with(draft -> draft.updates = value);
    }

    public Settings withLastFolder(@Nullable Path folder) {
        return with(draft -> draft.lastFolder = folder);
    }

    public Settings withWindow(WindowPlace place) {
        return with(draft -> draft.window = place);
    }

    private Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same while one of them changes. */
    private static final class Draft {
        private LanguageChoice language;
        private Theme theme;
        private double textScale;
        private double overlayOpacity;
        private double thumbnailScale;
        private boolean glance;
        private boolean shortSidecars;
        private CaptionChoice captions;
        private ModelChoice model;
        private DeviceWish device;
        private UpdateChoice updates;
        private @Nullable Path lastFolder;
        private @Nullable WindowPlace window;

        Draft(Settings now) {
            language = now.language;
            theme = now.theme;
            textScale = now.textScale;
            overlayOpacity = now.overlayOpacity;
            thumbnailScale = now.thumbnailScale;
            glance = now.glance;
            shortSidecars = now.shortSidecars;
            captions = now.captions;
            model = now.model;
            device = now.device;
            updates = now.updates;
            lastFolder = now.lastFolder;
            window = now.window;
        }

        Settings settings() {
            return new Settings(
                    language,
                    theme,
                    textScale,
                    overlayOpacity,
                    thumbnailScale,
                    glance,
                    shortSidecars,
                    captions,
                    model,
                    device,
                    updates,
                    lastFolder,
                    window);
        }
    }
}
