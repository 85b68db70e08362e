package io.manako.engine.filter;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes filters as {@link FilterParser} reads them. */
final class FilterText {
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

    private FilterText() {}

    /** Empty for a filter that lets everything through. */
    static String of(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) ->
                parts.stream()
                        .map(part -> part instanceof Filter.Or && parts.size() > 1 ? nested(part) : of(part))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "));
            case Filter.Or(List<Filter> parts) ->
                parts.stream().map(FilterText::of).collect(Collectors.joining(" OR "));
            case Filter.Not(Filter unwanted) -> "NOT " + (isJoined(unwanted) ? nested(unwanted) : of(unwanted));
            case Filter.Tagged(String text, boolean prefix) -> term("", text, prefix);
            case Filter.InFolder(String text, boolean prefix) -> term(Lexer.FOLDER, text, prefix);
            case Filter.Collected(String text, boolean prefix) -> term(Lexer.COLLECTION, text, prefix);
            case Filter.TakenBy(String text, boolean prefix) -> term(Lexer.CAMERA, text, prefix);
            case Filter.Taken(LocalDate from, LocalDate until) -> Lexer.DATE + ":" + new DateSpan(from, until).text();
            case Filter.Rated(int least, int most) -> Lexer.RATING + ":" + new StarSpan(least, most).text();
        };
    }

    private static boolean isJoined(Filter filter) {
        return filter instanceof Filter.And || filter instanceof Filter.Or;
    }

    private static String nested(Filter filter) {
        return "(" + of(filter) + ")";
    }

    private static String term(String field, String text, boolean prefix) {
        boolean plain = text.matches("[\\p{L}\\p{N}_/-]+") && !OPERATORS.contains(text.toUpperCase(Locale.ROOT));
        String value = plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        return (field.isEmpty() ? "" : field + ":") + value + (prefix ? "*" : "");
    }
}
