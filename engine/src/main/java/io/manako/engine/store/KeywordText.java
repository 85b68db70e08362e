package io.manako.engine.store;

import io.manako.engine.metadata.Keyword;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Keywords as one text: a line for each, the levels of its hierarchy parted by tabs, neither of which a keyword has. */
final class KeywordText {
    private static final String LEVELS = "\t";
    private static final String KEYWORDS = "\n";

    private KeywordText() {}

    static String of(Collection<Keyword> keywords) {
        return keywords.stream()
                .map(keyword -> String.join(LEVELS, keyword.path()))
                .collect(Collectors.joining(KEYWORDS));
    }

    static List<Keyword> read(String text) {
        return text.lines()
                .map(line -> new Keyword(List.of(line.split(LEVELS))))
                .toList();
    }
}
