package io.manako.app.settings;

import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.device.DeviceWish;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The settings as they are now. What is changed holds at once and is saved a moment later, many changes at a time. For
 * the UI thread.
 */
public final class SettingsViewModel {
    private static final Duration SAVE_AFTER = Duration.ofMillis(500);

    private final Background background;
    private final SettingsFile file;
    private final Consumer<? super Exception> onFailure;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ObjectProperty<LanguageChoice> language;
    private final ObjectProperty<Theme> theme;
    private final ObjectProperty<DeviceWish> device;
    private final DoubleProperty textScale;
    private final DoubleProperty overlayOpacity;
    private final DoubleProperty thumbnailScale;
    private final BooleanProperty glance;
    private Ticket saving = new Ticket();

    /** @param onFailure told when the settings cannot be saved */
    public SettingsViewModel(
            Background background, SettingsFile file, Settings loaded, Consumer<? super Exception> onFailure) {
        this.background = background;
        this.file = file;
        this.onFailure = onFailure;
        settings = new ReadOnlyObjectWrapper<>(loaded);
        language = follow(new SimpleObjectProperty<>(loaded.language()), Settings::language);
        theme = follow(new SimpleObjectProperty<>(loaded.theme()), Settings::theme);
        device = follow(new SimpleObjectProperty<>(loaded.device()), Settings::device);
        textScale = new SimpleDoubleProperty(loaded.textScale());
        overlayOpacity = new SimpleDoubleProperty(loaded.overlayOpacity());
        thumbnailScale = new SimpleDoubleProperty(loaded.thumbnailScale());
        glance = new SimpleBooleanProperty(loaded.glance());
        settings.addListener((observable, old, now) -> {
            textScale.set(now.textScale());
            overlayOpacity.set(now.overlayOpacity());
            thumbnailScale.set(now.thumbnailScale());
            glance.set(now.glance());
            saveSoon();
        });
        language.addListener((observable, old, chosen) -> change(now -> now.withLanguage(chosen)));
        theme.addListener((observable, old, chosen) -> change(now -> now.withTheme(chosen)));
        device.addListener((observable, old, chosen) -> change(now -> now.withDevice(chosen)));
        textScale.addListener((observable, old, chosen) -> change(now -> now.withTextScale(chosen.doubleValue())));
        overlayOpacity.addListener(
                (observable, old, chosen) -> change(now -> now.withOverlayOpacity(chosen.doubleValue())));
        thumbnailScale.addListener(
                (observable, old, chosen) -> change(now -> now.withThumbnailScale(chosen.doubleValue())));
        glance.addListener((observable, old, chosen) -> change(now -> now.withGlance(chosen)));
    }

    private <T> ObjectProperty<T> follow(ObjectProperty<T> property, Function<Settings, T> part) {
        settings.addListener((observable, old, now) -> property.set(part.apply(now)));
        return property;
    }

    public Settings now() {
        return settings.get();
    }

    public void change(UnaryOperator<Settings> to) {
        settings.set(to.apply(settings.get()));
    }

    private void saveSoon() {
        saving.cancel();
        saving = background.after(SAVE_AFTER, () -> {
            Settings now = settings.get();
            background.run(
                    Lane.WORK,
                    () -> {
                        file.save(now);
                        return now;
                    },
                    saved -> {},
                    onFailure);
        });
    }

    /** Drops the save that waits; {@link #save} is the last. */
    public void stopSaving() {
        saving.cancel();
    }

    /** Saves at once, on the calling thread. */
    public void save(Settings last) throws IOException {
        file.save(last);
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    public ObjectProperty<LanguageChoice> languageProperty() {
        return language;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** Where models run from the next start on. */
    public ObjectProperty<DeviceWish> deviceProperty() {
        return device;
    }

    /** Size of all text, 1 as designed. */
    public DoubleProperty textScaleProperty() {
        return textScale;
    }

    /** Of the attention overlays, from 0 to 1. */
    public DoubleProperty overlayOpacityProperty() {
        return overlayOpacity;
    }

    /** Size of thumbnails, 1 as designed. */
    public DoubleProperty thumbnailScaleProperty() {
        return thumbnailScale;
    }

    /** Whether the best results are looked at for the very same thing unasked. */
    public BooleanProperty glanceProperty() {
        return glance;
    }

    /** Makes thumbnails larger, or smaller, as far as they go. */
    public void growThumbnails(double factor) {
        change(now -> now.withThumbnailScale(now.thumbnailScale() * factor));
    }
}
