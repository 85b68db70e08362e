package io.manako.app.settings;

import java.util.Locale;

/** A language that every text of the desktop has. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    JAPANESE(Locale.JAPANESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** The system's language if the desktop speaks it, else English. */
    public static Language ofSystem() {
        return Locale.getDefault().getLanguage().equals("ja") ? JAPANESE : ENGLISH;
    }
}
