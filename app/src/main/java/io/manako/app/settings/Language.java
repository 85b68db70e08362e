package io.manako.app.settings;

import java.util.Locale;

/** A language that every text of the desktop has. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    JAPANESE(Locale.JAPANESE, "日本語");

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    public Locale locale() {
        return locale;
    }

    /** The language's name in itself, as a menu shows it. */
    public String ownName() {
        return ownName;
    }

    /** The system's language if the desktop speaks it, else English. */
    public static Language ofSystem() {
        return Locale.getDefault().getLanguage().equals("ja") ? JAPANESE : ENGLISH;
    }
}
