package io.manako.engine.lexical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * The words of a photo's texts without those that are taken out, in whatever case and number they are written. Thread-safe.
 */
public final class TextWords {
    private static final WordAnalyzer ANALYZER = new WordAnalyzer(true);

    /** Half a character, as a broken caption may have: Lucene reads nothing of a text that ends with it. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    /**
     * A word or, of languages without blanks, a letter.
     *
     * @param key as the index has it
     * @param from where it begins in its text, in UTF-16 units
     * @param letter whether it is one letter of such a language
     */
    private record Piece(String key, int from, int to, boolean letter) {}

    /** Each the keys of words that belong together. */
    private final List<List<String>> takenOut;

    /** @param takenOut words, or words that belong together */
    public TextWords(Collection<String> takenOut) {
        this.takenOut = takenOut.stream()
                .map(word -> keys(pieces(normalised(word))))
                .filter(keys -> !keys.isEmpty())
                .toList();
    }

    static String normalised(String text) {
        return LONE_SURROGATE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("\ufffd");
    }

    /** A text, normalised, with blanks where words are taken out. */
    String kept(String text) {
        String normalised = normalised(text);
        if (takenOut.isEmpty()) {
            return normalised;
        }
        StringBuilder kept = new StringBuilder(normalised);
        takenFrom(pieces(normalised)).stream().forEach(at -> kept.setCharAt(at, ' '));
        return kept.toString();
    }

    /** The words of a text in its order, each once; letters of one script that touch each other are one. */
    public List<TextWord> of(String text) {
        String normalised = normalised(text);
        List<Piece> pieces = pieces(normalised);
        BitSet taken = takenFrom(pieces);
        Map<List<String>, TextWord> words = new LinkedHashMap<>();
        for (int i = 0; i < pieces.size(); ) {
            int end = i + 1;
            while (end < pieces.size() && belongs(normalised, pieces.get(end - 1), pieces.get(end))) {
                end++;
            }
            List<Piece> word = pieces.subList(i, end);
            int from = word.getFirst().from();
            int to = word.getLast().to();
            words.merge(
                    keys(word),
                    new TextWord(normalised.substring(from, to), taken.nextClearBit(from) < to),
                    (first, again) -> new TextWord(first.text(), first.found() || again.found()));
            i = end;
        }
        return List.copyOf(words.values());
    }

    /** Those of them that are not taken out. */
    List<String> found(String text) {
        return of(text).stream().filter(TextWord::found).map(TextWord::text).toList();
    }

    /** What makes two words or groups of words the same: as the index has them, one after the other. */
    public static List<String> keysOf(String text) {
        return keys(pieces(normalised(text)));
    }

    /** The same of the path of a file. */
    public List<TextWord> ofName(String path) {
        return of(Field.spaced(path));
    }

    private static boolean belongs(String text, Piece before, Piece piece) {
        UnicodeScript script = UnicodeScript.of(text.codePointAt(before.from()));
        UnicodeScript next = UnicodeScript.of(text.codePointAt(piece.from()));
        // What lengthens a vowel is of more than one script.
        boolean same = script == next || script == UnicodeScript.COMMON || next == UnicodeScript.COMMON;
        return same && before.letter() && piece.letter() && before.to() == piece.from();
    }

    /** Places of letters that belong to what is taken out. */
    private BitSet takenFrom(List<Piece> pieces) {
        BitSet taken = new BitSet();
        List<String> keys = keys(pieces);
        for (List<String> words : takenOut) {
            for (int at = 0; at + words.size() <= keys.size(); at++) {
                if (keys.subList(at, at + words.size()).equals(words)) {
                    taken.set(
                            pieces.get(at).from(),
                            pieces.get(at + words.size() - 1).to());
                }
            }
        }
        return taken;
    }

    private static List<String> keys(List<Piece> pieces) {
        return pieces.stream().map(Piece::key).toList();
    }

    private static List<Piece> pieces(String text) {
        try (TokenStream terms = ANALYZER.tokenStream(Field.CAPTION.name(), text)) {
            CharTermAttribute term = terms.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = terms.addAttribute(OffsetAttribute.class);
            TypeAttribute type = terms.addAttribute(TypeAttribute.class);
            List<Piece> pieces = new ArrayList<>();
            terms.reset();
            while (terms.incrementToken()) {
                if (!type.type().equals(CJKBigramFilter.DOUBLE_TYPE)) {
                    boolean letter = type.type().equals(CJKBigramFilter.SINGLE_TYPE);
                    pieces.add(new Piece(term.toString(), place.startOffset(), place.endOffset(), letter));
                }
            }
            terms.end();
            return pieces;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }
}
