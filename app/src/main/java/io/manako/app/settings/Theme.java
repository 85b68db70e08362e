package io.manako.app.settings;

import java.util.Locale;

/** Light, dark, or what the system prefers. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Key of its name: {@code settings.theme.system}. */
    public String textKey() {
        return "settings.theme." + name().toLowerCase(Locale.ROOT);
    }
}
