package io.manako.app.cli;

import java.util.Locale;

/** Numbers of things, as one says them. */
final class Counted {
    private Counted() {}

    /** "1 photo", "2,000 photos". */
    static String of(long number, String thing) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, thing);
    }
}
