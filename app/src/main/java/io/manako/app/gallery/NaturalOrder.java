package io.manako.app.gallery;

import java.nio.file.Path;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names as people order them: numbers in them by their value, so that 2 comes before 10. */
public final class NaturalOrder implements Comparator<String> {
    /** Folders whatever the case of their names; no two of them are equal. */
    public static final Comparator<Path> FOLDERS = Comparator.comparing(
                    Path::toString, new NaturalOrder(String.CASE_INSENSITIVE_ORDER))
            .thenComparing(Comparator.naturalOrder());

    private static final Pattern PARTS = Pattern.compile("[0-9]+|[^0-9]+");

    private final Comparator<? super String> words;

    /** @param words orders what is between the numbers */
    private NaturalOrder(Comparator<? super String> words) {
        this.words = words;
    }

    /** As a language orders words, whatever their case. */
    public static NaturalOrder of(Locale locale) {
        Collator words = Collator.getInstance(locale);
        // Else the case of a word would weigh more than the number behind it.
        words.setStrength(Collator.SECONDARY);
        return new NaturalOrder(words);
    }

    @Override
    public int compare(String a, String b) {
        List<String> as = parts(a);
        List<String> bs = parts(b);
        for (int i = 0; i < Math.min(as.size(), bs.size()); i++) {
            String p = as.get(i);
            String q = bs.get(i);
            int order = order(p, q);
            if (order != 0) {
                return order;
            }
        }
        return as.size() - bs.size();
    }

    /** Numbers come before words, whatever those begin with: to some languages a full-width 2 is more than 10 and less than 3. */
    private int order(String p, String q) {
        if (isNumber(p) != isNumber(q)) {
            return isNumber(p) ? -1 : 1;
        }
        return isNumber(p) ? byValue(p, q) : words.compare(p, q);
    }

    private static List<String> parts(String name) {
        return PARTS.matcher(name).results().map(MatchResult::group).toList();
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }

    /** As numbers of any length. */
    private static int byValue(String a, String b) {
        String p = a.replaceFirst("^0+(?=.)", "");
        String q = b.replaceFirst("^0+(?=.)", "");
        return p.length() == q.length() ? p.compareTo(q) : p.length() - q.length();
    }
}
