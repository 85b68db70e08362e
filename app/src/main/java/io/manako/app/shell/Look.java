package io.manako.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.manako.app.settings.Theme;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** The style sheets: AtlantaFX's Primer in light or dark, and the program's own. */
final class Look {
    private static final String OWN = "/io/manako/app/manako.css";

    private Look() {}

    static void dress(Scene scene) {
        scene.getStylesheets().add(String.valueOf(Look.class.getResource(OWN)));
    }

    static boolean isDark(Theme theme) {
        return switch (theme) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    static void use(Theme theme) {
        Application.setUserAgentStylesheet(
                isDark(theme) ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }
}
