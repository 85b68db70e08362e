package io.manako.engine.lexical.caption;

import io.manako.engine.metadata.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model said of a photo, as plain text.
 *
 * @param caption a sentence or more; empty where there are only keywords
 * @param keywords each once or, where more than one look at a photo names it, as often
 */
public record CaptionText(String caption, List<String> keywords) {
    private static final int MOST_KEYWORDS = 50;

    /** Characters: what is longer is no keyword. */
    private static final int LONGEST_KEYWORD = 60;

    /** What models think aloud, and what a browser would run. */
    private static final Pattern UNSAID = Pattern.compile("(?is)<(think|thinking|script|style)\\b.*?(</\\1\\s*>|$)");

    private static final Pattern MARKUP = Pattern.compile("<[/!]?[A-Za-z][^<>]*>");
    private static final Pattern SIGNS = Pattern.compile("[*_`#]+");
    private static final Pattern KEYWORDS =
            Pattern.compile("(?im)^\\s*(?:keywords?|tags?|キーワード)\\s*[:：](.*)$(?s:(.*))");
    private static final Pattern COMMA = Pattern.compile("[,;、，\\n]");

    public CaptionText {
        keywords = List.copyOf(keywords);
    }

    /** Reads an answer of a model; empty where it says nothing. */
    static Optional<CaptionText> of(String answer) {
        String plain = MARKUP.matcher(UNSAID.matcher(answer).replaceAll(" ")).replaceAll(" ");
        String text = SIGNS.matcher(plain).replaceAll("");
        Matcher listed = KEYWORDS.matcher(text);
        boolean lists = listed.find();
        @Nullable String caption = Texts.lines(lists ? text.substring(0, listed.start()) : text);
        List<String> keywords = lists ? keywords(listed.group(1) + '\n' + listed.group(2)) : List.of();
        return caption == null && keywords.isEmpty()
                ? Optional.empty()
                : Optional.of(new CaptionText(Objects.requireNonNullElse(caption, ""), keywords));
    }

    private static List<String> keywords(String text) {
        return Arrays.stream(COMMA.split(text))
                .map(word -> Texts.line(
                        word.replaceAll("^\\s*(?:[-•]|\\d+\\.)\\s*", "").replaceAll("\\.\\s*$", "")))
                .filter(word -> word != null && word.length() <= LONGEST_KEYWORD)
                .distinct()
                .limit(MOST_KEYWORDS)
                .collect(Collectors.toList());
    }
}
