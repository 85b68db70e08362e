package io.manako.app.settings;

import java.util.Locale;

/** The language that the user chose, or the system's. */
public enum LanguageChoice {
    SYSTEM,
    ENGLISH,
    JAPANESE;

    /** Key of its name: {@code settings.language.system}. */
    public String textKey() {
        return "settings.language." + name().toLowerCase(Locale.ROOT);
    }

    /** The language that is meant now. */
    public Language language() {
        return switch (this) {
            case SYSTEM -> Language.ofSystem();
            case ENGLISH -> Language.ENGLISH;
            case JAPANESE -> Language.JAPANESE;
        };
    }
}
