package io.manako.engine.filter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From {@code least} to {@code most} stars. */
record StarSpan(int least, int most) {
    private static final Pattern STARS = Pattern.compile("([0-5])|([0-5])?\\.\\.([0-5])?");
    private static final int ALL = 5;

    /**
     * Reads {@code 4} and ranges with their ends: {@code 3..5}, {@code 4..} and {@code ..2}.
     *
     * @return empty where it is none of them, or ends before it begins
     */
    static Optional<StarSpan> parse(String text) {
        Matcher stars = STARS.matcher(text);
        if (!stars.matches() || text.equals("..")) {
            return Optional.empty();
        }
        String exactly = stars.group(1);
        String first = exactly == null ? stars.group(2) : exactly;
        String last = exactly == null ? stars.group(3) : exactly;
        StarSpan span =
                new StarSpan(first == null ? 0 : Integer.parseInt(first), last == null ? ALL : Integer.parseInt(last));
        return span.least <= span.most ? Optional.of(span) : Optional.empty();
    }

    /** The span as it can be typed. */
    String text() {
        return least == most ? String.valueOf(least) : least + ".." + most;
    }
}
