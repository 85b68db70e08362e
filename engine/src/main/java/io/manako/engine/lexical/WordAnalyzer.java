package io.manako.engine.lexical;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Cuts texts into terms: words by Unicode's rules, without case, accents and English plurals, and of languages without
 * blanks pairs of letters. The index has single letters besides, so that a word of one letter, such as 猫, is found.
 */
final class WordAnalyzer extends Analyzer {
    private static final int EVERY_SCRIPT =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private static final int GAP = 100;

    private final boolean singleLetters;

    /** @param singleLetters true for what is indexed, false for what is asked */
    WordAnalyzer(boolean singleLetters) {
        this.singleLetters = singleLetters;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        TokenStream terms = new LowerCaseFilter(words);
        terms = new CJKBigramFilter(terms, EVERY_SCRIPT, singleLetters);
        terms = new ASCIIFoldingFilter(terms);
        terms = new EnglishMinimalStemFilter(terms);
        return new TokenStreamComponents(words, terms);
    }

    /** What words begin with is compared so. */
    @Override
    protected TokenStream normalize(String field, TokenStream text) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(text));
    }

    /** Words that belong together are not found half in one tag and half in the next. */
    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }
}
