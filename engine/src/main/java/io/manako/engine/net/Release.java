package io.manako.engine.net;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A version of a program that was published.
 *
 * @param version numbers with points between them, and after a hyphen what it is on its way to them: {@code 1.4.2-beta1}
 * @param page for people, who read there what is new and how to get it
 */
public record Release(String version, URI page) {
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,3}(-[0-9A-Za-z.]{1,20})?");
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e]{1,300}");

    /** @throws IllegalArgumentException if that is no version, or nothing that may be shown as the address of a page */
    public Release {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("no version");
        }
        if (!ADDRESS.matcher(page.toString()).matches() || !Fetcher.isSafe(page)) {
            throw new IllegalArgumentException("no address of a page");
        }
    }

    /** Whether it comes after another version; after none that is none. Of two with the same numbers, the one with a hyphen is first. */
    public boolean isAfter(String other) {
        if (!VERSION.matcher(other).matches()) {
            return false;
        }
        String[] mine = numbers(version);
        String[] others = numbers(other);
        for (int i = 0; i < Math.max(mine.length, others.length); i++) {
            int order = Integer.compare(number(mine, i), number(others, i));
            if (order != 0) {
                return order > 0;
            }
        }
        return other.contains("-") && !version.contains("-");
    }

    private static String[] numbers(String version) {
        return version.replaceFirst("-.*", "").split("\\.");
    }

    private static int number(String[] numbers, int index) {
        return index < numbers.length ? Integer.parseInt(numbers[index]) : 0;
    }
}
