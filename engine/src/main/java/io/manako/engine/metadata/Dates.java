package io.manako.engine.metadata;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as EXIF, IPTC and XMP write them: on the camera's own clock, a time zone is left out. */
final class Dates {
    private static final Pattern DATE = Pattern.compile(
            "\\s*(\\d{4})[:-]?(\\d{2})[:-]?(\\d{2})(?:[T ](\\d{2}):?(\\d{2})(?::?(\\d{2})(?:\\.\\d*)?)?)?"
                    + "(?:Z|[+-]\\d{2}:?\\d{2})?\\s*");

    private Dates() {}

    /** @return null where that is no date: cameras without a set clock write blanks or zeros */
    static @Nullable LocalDateTime parse(@Nullable String text) {
        Matcher date = DATE.matcher(text == null ? "" : text);
        if (!date.matches()) {
            return null;
        }
        try {
            return LocalDateTime.of(
                    number(date, 1),
                    number(date, 2),
                    number(date, 3),
                    number(date, 4),
                    number(date, 5),
                    number(date, 6));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher date, int group) {
        String digits = date.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
