package io.manako.engine.lexical;

import io.manako.engine.lexical.WordQuery.Word;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/**
 * Words that the best hits of a search have more often than other photos, to be asked for besides: the log-odds ratio of
 * having a word, with the library as prior, in units of its standard deviation (Monroe, Colaresi and Quinn, <i>Fightin'
 * Words</i>, 2008).
 *
 * @param index of all photos
 */
public record SuggestedWords(WordIndex index) {
    /** Hits that are looked at, the best first. */
    public static final int HITS = 20;

    /** A photo that is liked is worth three that merely stand high: the search may have misunderstood what is wanted. */
    private static final int LIKED = 3;

    private static final int MOST = 6;

    /** Hits that the library is worth as a prior. */
    private static final double PRIOR = 2;

    /** Standard deviations above which a difference is no chance, were it the only one. */
    private static final double CERTAIN = 1.64;

    /** Of the words of the hits only so many, the most frequent, are looked up in the library. */
    private static final int MOST_COUNTED = 60;

    private static final int FEWEST_PHOTOS = 2;

    /** Share of the library in whose folders and names a word is at most: "photos" and "holiday" are where photos lie, not what they show. */
    private static final double COMMONEST_PLACE = 0.25;

    private static final Pattern ENDING = Pattern.compile("\\.[^./\\\\]+$");

    /** @param hits that have it, those that are liked counted several times */
    private record Candidate(String text, int photos, int hits) {
        Candidate and(int weight) {
            return new Candidate(text, photos + 1, hits + weight);
        }
    }

    private record Scored(String text, double score) {}

    /**
     * Suggests words, the most telling first. A word that all of the worst hits have, too, such as the name of the folder that is
     * searched, tells no hit from another.
     *
     * @param best what is written of the best hits
     * @param last what is written of the worst hits
     * @param wanted what is written of photos that the user likes, hits or not
     * @param asked what is asked for already
     * @return each as {@link WordQuery} understands it
     */
    public List<String> of(
            Collection<PhotoText> best, Collection<PhotoText> last, Collection<PhotoText> wanted, WordQuery asked) {
        Map<List<String>, Candidate> everywhere = new HashMap<>();
        last.forEach(text -> count(text, 1, everywhere));
        Map<List<String>, Candidate> found = new LinkedHashMap<>();
        List<PhotoText> others =
                best.stream().filter(text -> !wanted.contains(text)).toList();
        wanted.forEach(text -> count(text, LIKED, found));
        others.forEach(text -> count(text, 1, found));
        int hits = LIKED * wanted.size() + others.size();
        found.keySet().removeIf(keys -> {
            Candidate among = everywhere.get(keys);
            return isAsked(keys, asked) || among != null && among.photos() == last.size();
        });
        return telling(found, hits).map(WordQuery::quoted).toList();
    }

    /**
     * Words that photos which are wanted share, and which are commoner there than in the library and than in photos that are
     * not; the most telling first.
     *
     * @param wanted what is written of photos that the user likes
     * @param unwanted of those that the user does not like
     */
    public List<String> shared(Collection<PhotoText> wanted, Collection<PhotoText> unwanted) {
        Map<List<String>, Candidate> found = new LinkedHashMap<>();
        wanted.forEach(text -> count(text, 1, found));
        Map<List<String>, Candidate> elsewhere = new HashMap<>();
        unwanted.forEach(text -> count(text, 1, elsewhere));
        found.entrySet().removeIf(entry -> {
            Candidate other = elsewhere.get(entry.getKey());
            // By cross-multiplication: the share of the unwanted that have it is at least that of the wanted.
            return other != null
                    && (long) other.photos() * wanted.size()
                            >= (long) entry.getValue().photos() * unwanted.size();
        });
        return telling(found, wanted.size()).toList();
    }

    private Stream<String> telling(Map<List<String>, Candidate> found, int hits) {
        return found.values().stream()
                .filter(candidate -> candidate.photos() >= FEWEST_PHOTOS)
                .sorted(Comparator.comparingInt(Candidate::hits).reversed())
                .limit(MOST_COUNTED)
                .map(candidate -> new Scored(candidate.text(), score(candidate, hits)))
                .filter(scored -> scored.score() > CERTAIN)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(MOST)
                .map(Scored::text);
    }

    private void count(PhotoText text, int weight, Map<List<String>, Candidate> found) {
        Set<List<String>> here = new HashSet<>();
        TextWords words = new TextWords(text.takenOut());
        for (Field field : Field.values()) {
            for (String written : field == Field.PLACE ? names(text) : field.texts(text)) {
                for (String word : field == Field.TAG ? List.of(written) : words.found(written)) {
                    List<String> keys = TextWords.keysOf(word);
                    if (saysSomething(word)
                            && !keys.isEmpty()
                            && !(field == Field.PLACE && isCommon(word))
                            && here.add(keys)) {
                        found.merge(keys, new Candidate(word, 1, weight), (known, fresh) -> known.and(weight));
                    }
                }
            }
        }
    }

    private boolean isCommon(String word) {
        return index.count(word) > COMMONEST_PLACE * index.size();
    }

    /** Without the files' endings, which say nothing of what is shown. */
    private static List<String> names(PhotoText text) {
        return text.places().stream()
                .map(place -> Field.spaced(ENDING.matcher(place).replaceFirst("")))
                .toList();
    }

    /** No number, no single letter or syllable, no word that only joins others. */
    private static boolean saysSomething(String word) {
        boolean letters = word.codePoints().anyMatch(Character::isLetter);
        boolean ideograph = word.codePoints().anyMatch(Character::isIdeographic);
        int length = word.codePointCount(0, word.length());
        return letters
                && (ideograph || length > 2)
                && !EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isAsked(List<String> keys, WordQuery asked) {
        Set<String> all = new HashSet<>();
        for (Word word : asked.words()) {
            List<String> known = TextWords.keysOf(word.text());
            if (word.prefix() && known.size() == 1 && keys.getFirst().startsWith(known.getFirst())) {
                return true;
            }
            all.addAll(known);
        }
        return all.containsAll(keys);
    }

    private double score(Candidate candidate, int hits) {
        double all = index.size() + 2.0;
        double share = (index.count(candidate.text()) + 1) / all;
        double with = candidate.hits() + PRIOR * share;
        double without = hits - candidate.hits() + PRIOR * (1 - share);
        double ratio = Math.log(with / without) - Math.log(share / (1 - share));
        return ratio / Math.sqrt(1 / with + 1 / without);
    }
}
