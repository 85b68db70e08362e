package io.manako.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.manako.app.settings.Settings;
import io.manako.app.settings.SettingsViewModel;
import io.manako.app.settings.Theme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** The style sheets: AtlantaFX's Primer in light or dark, the program's own, and the size of the text. */
final class Look {
    private static final String OWN = "/io/manako/app/manako.css";

    /** Pixels of ordinary text at scale 1; every other size is relative to it. */
    private static final double TEXT = 13;

    private Look() {}

    /** Dresses a window, and the dialogs and menus it opens; follows the settings and the system from then on. */
    static void follow(Scene scene, SettingsViewModel settings) {
        scene.getStylesheets()
                .setAll(
                        String.valueOf(Look.class.getResource(OWN)),
                        textSheet(settings.now().textScale()));
        use(settings.now().theme());
        settings.settingsProperty().addListener((observable, old, now) -> change(scene, old, now));
        Platform.getPreferences()
                .colorSchemeProperty()
                .addListener(observable -> use(settings.now().theme()));
    }

    private static void change(Scene scene, Settings old, Settings now) {
        if (old.theme() != now.theme()) {
            use(now.theme());
        }
        if (old.textScale() != now.textScale()) {
            scene.getStylesheets().set(1, textSheet(now.textScale()));
        }
    }

    static boolean isDark(Theme theme) {
        return switch (theme) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private static void use(Theme theme) {
        Application.setUserAgentStylesheet(
                isDark(theme) ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /** A style sheet, not a style of the root: menus and dialogs take over the sheets of their window alone. */
    private static String textSheet(double scale) {
        String css = String.format(Locale.ROOT, ".root{-fx-font-size:%.1fpx;}", TEXT * scale);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.US_ASCII));
    }
}
