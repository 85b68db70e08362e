package io.manako.engine.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days from {@code from} to before {@code until}. */
record DateSpan(LocalDate from, LocalDate until) {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final int YEAR = "2024".length();
    private static final int MONTH = "2024-05".length();
    private static final String RANGE = "..";
    private static final Pattern DATE = Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?");

    /**
     * Reads {@code 2024}, {@code 2024-05}, {@code 2024-05-31} and ranges with their ends, such as {@code 2024-05..2025},
     * {@code ..2020} and {@code 2024..}.
     *
     * @return empty where it is none of them, or ends before it begins
     */
    static Optional<DateSpan> parse(String text) {
        int range = text.indexOf(RANGE);
        if (range < 0) {
            return single(text);
        }
        String first = text.substring(0, range);
        String last = text.substring(range + RANGE.length());
        if (first.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> from =
                first.isEmpty() ? Optional.of(FIRST) : single(first).map(DateSpan::from);
        Optional<LocalDate> until =
                last.isEmpty() ? Optional.of(LAST) : single(last).map(DateSpan::until);
        return from.flatMap(begin -> until.filter(begin::isBefore).map(end -> new DateSpan(begin, end)));
    }

    /** The span as it can be typed, as short as can be. */
    String text() {
        if (until.equals(LAST)) {
            return from + RANGE;
        }
        if (from.equals(FIRST)) {
            return RANGE + until.minusDays(1);
        }
        if (from.getDayOfYear() == 1 && until.equals(from.plusYears(1))) {
            return from.toString().substring(0, YEAR);
        }
        if (from.getDayOfMonth() == 1 && until.equals(from.plusMonths(1))) {
            return from.toString().substring(0, MONTH);
        }
        return until.equals(from.plusDays(1)) ? from.toString() : from + RANGE + until.minusDays(1);
    }

    private static Optional<DateSpan> single(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            int year = Integer.parseInt(date.group(1));
            if (date.group(2) == null) {
                LocalDate from = Year.of(year).atDay(1);
                return Optional.of(new DateSpan(from, from.plusYears(1)));
            }
            YearMonth month = YearMonth.of(year, Integer.parseInt(date.group(2)));
            if (date.group(3) == null) {
                return Optional.of(
                        new DateSpan(month.atDay(1), month.plusMonths(1).atDay(1)));
            }
            LocalDate day = month.atDay(Integer.parseInt(date.group(3)));
            return Optional.of(new DateSpan(day, day.plusDays(1)));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as the 30th of February
        }
    }
}
