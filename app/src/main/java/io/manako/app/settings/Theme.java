package io.manako.app.settings;

/** Light, dark, or what the system prefers. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
}
