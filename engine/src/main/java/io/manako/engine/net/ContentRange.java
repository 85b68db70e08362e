package io.manako.engine.net;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file an answer is.
 *
 * @param from the first byte, or −1 if it does not say
 * @param total bytes of the whole file, or −1 if it does not say
 */
record ContentRange(long from, long total) {
    private static final Pattern HEADER = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(?:(\\d{1,18})|\\*)");

    static ContentRange of(HttpResponse<?> response) {
        Matcher header =
                HEADER.matcher(response.headers().firstValue("Content-Range").orElse(""));
        return header.matches()
                ? new ContentRange(number(header.group(1)), number(header.group(2)))
                : new ContentRange(-1, -1);
    }

    private static long number(String digits) {
        return digits == null ? -1 : Long.parseLong(digits);
    }
}
