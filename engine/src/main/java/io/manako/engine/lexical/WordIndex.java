package io.manako.engine.lexical;

import io.manako.engine.lexical.WordQuery.Need;
import io.manako.engine.lexical.WordQuery.Word;
import io.manako.engine.photo.PhotoId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.NamedMatches;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** What is written of photos, to be searched by words. In memory alone. Thread-safe. */
public final class WordIndex implements AutoCloseable {
    /** Held here, since loggers that nobody holds are forgotten. Lucene tells everybody which processor it found. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    static final String ID = "id";

    /** How much a word counts that is found in a second field, too. */
    private static final float MORE_FIELDS = 0.1f;

    private static final double BUFFER_MEGABYTES = 16;

    static {
        LUCENE.setLevel(Level.WARNING);
    }

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final QueryBuilder terms = new QueryBuilder(new WordAnalyzer(false));
    private final PhotoTerms compared = new PhotoTerms(terms.getAnalyzer());

    public WordIndex() {
        try {
            IndexWriterConfig config = new IndexWriterConfig(new WordAnalyzer(true));
            config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
            writer = new IndexWriter(new ByteBuffersDirectory(), config);
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Puts texts in, or in the place of what was written of the same photos. */
    public synchronized void put(Collection<PhotoText> texts) {
        try {
            for (PhotoText text : texts) {
                writer.updateDocument(term(text.photo()), document(text));
                compared.put(text.photo(), content(text));
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Forgets what was written of photos. */
    public synchronized void remove(Collection<PhotoId> photos) {
        try {
            for (PhotoId photo : photos) {
                writer.deleteDocuments(term(photo));
                compared.remove(photo);
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static Term term(PhotoId photo) {
        return new Term(ID, String.valueOf(photo.value()));
    }

    private static Document document(PhotoText text) {
        Document document = new Document();
        document.add(new StringField(ID, String.valueOf(text.photo().value()), Store.NO));
        document.add(new NumericDocValuesField(ID, text.photo().value()));
        for (Field field : Field.values()) {
            for (String written : written(text, field)) {
                document.add(new TextField(field.name(), written, Store.NO));
            }
        }
        return document;
    }

    /** What a field has, without the words that the user took out. */
    private static List<String> written(PhotoText text, Field field) {
        TextWords words = new TextWords(text.takenOut());
        return field.texts(text).stream()
                .map(written -> field == Field.TAG ? TextWords.normalised(written) : words.kept(written))
                .toList();
    }

    /** What says of what a photo is, and not only where it lies. */
    private static List<String> content(PhotoText text) {
        return Stream.of(Field.values())
                .filter(Field::content)
                .flatMap(field -> written(text, field).stream())
                .toList();
    }

    /**
     * Ranks photos by words.
     *
     * @param eligible what may be found
     * @param limit number of matches wanted
     */
    public WordRanking rank(WordQuery query, Predicate<PhotoId> eligible, int limit) {
        return with(searcher -> {
            List<WordMatch> matches = matches(searcher, query, eligible, limit);
            return new WordRanking(matches, admitted(searcher, query), missing(searcher, query, eligible, matches));
        });
    }

    /** Photos that something is written of. */
    int size() {
        return with(searcher -> searcher.getIndexReader().numDocs());
    }

    /** Photos that have a word, or words that belong together, in any field. */
    int count(String word) {
        Query somewhere = somewhere(new Word(word, Need.WANTED, false));
        return somewhere == null ? 0 : with(searcher -> searcher.count(somewhere));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(IndexSearcher searcher) throws IOException;
    }

    private <T> T with(Reading<T> reading) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return reading.of(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /**
     * How alike photos are by what is written of them, the names of their folders and files aside: cosines of vectors of terms,
     * each weighted by its inverse document frequency.
     *
     * @param query words that a query has from the start; those that must not be there have no part
     * @param photos each once
     * @return {@code float[n + 1][n + 1]}, the query first, zeros where nothing is written; empty where nothing is written of
     *     any of the photos
     */
    public float[][] cosines(WordQuery query, List<PhotoId> photos) {
        try {
            return compared.cosines(query, photos);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private List<WordMatch> matches(IndexSearcher searcher, WordQuery query, Predicate<PhotoId> eligible, int limit)
            throws IOException {
        Query all = query(query.words(), true);
        List<FoundDocument> found = searcher.search(all, FoundDocument.collectors(ScoreMode.COMPLETE)).stream()
                .filter(document -> eligible.test(document.photo()))
                .sorted(Comparator.comparing(FoundDocument::score).reversed().thenComparing(FoundDocument::photo))
                .limit(limit)
                .toList();
        Weight weight = searcher.createWeight(searcher.rewrite(all), ScoreMode.COMPLETE, 1);
        List<WordMatch> matches = new ArrayList<>();
        for (FoundDocument document : found) {
            boolean same = !matches.isEmpty() && matches.getLast().score() == document.score();
            int rank = same ? matches.getLast().rank() : matches.size() + 1;
            matches.add(new WordMatch(document.photo(), rank, document.score(), words(searcher, weight, document)));
        }
        return matches;
    }

    /** @param matches the best, which mostly have every word that is anywhere: the index is asked for the others alone */
    private List<String> missing(
            IndexSearcher searcher, WordQuery query, Predicate<PhotoId> eligible, List<WordMatch> matches)
            throws IOException {
        Set<String> found = new HashSet<>();
        matches.forEach(match -> found.addAll(match.words()));
        Set<String> missing = new LinkedHashSet<>();
        for (Word word : query.words()) {
            if (word.need() != Need.EXCLUDED && !found.contains(word.text()) && !isAnywhere(searcher, word, eligible)) {
                missing.add(word.asked());
            }
        }
        return List.copyOf(missing);
    }

    private boolean isAnywhere(IndexSearcher searcher, Word word, Predicate<PhotoId> eligible) throws IOException {
        Query somewhere = somewhere(word);
        return somewhere != null
                && searcher.search(somewhere, FoundDocument.collectors(ScoreMode.COMPLETE_NO_SCORES)).stream()
                        .anyMatch(document -> eligible.test(document.photo()));
    }

    private static List<String> words(IndexSearcher searcher, Weight weight, FoundDocument document)
            throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document.number(), leaves));
        @Nullable Matches matches = weight.matches(leaf, document.number() - leaf.docBase);
        return matches == null
                ? List.of()
                : NamedMatches.findNamedMatches(matches).stream()
                        .map(NamedMatches::getName)
                        .distinct()
                        .toList();
    }

    private Predicate<PhotoId> admitted(IndexSearcher searcher, WordQuery query) throws IOException {
        List<Word> strict = query.words().stream()
                .filter(word -> word.need() != Need.WANTED)
                .toList();
        if (strict.isEmpty()) {
            return photo -> true;
        }
        Set<PhotoId> admitted = new HashSet<>();
        searcher.search(query(strict, false), FoundDocument.collectors(ScoreMode.COMPLETE_NO_SCORES))
                .forEach(document -> admitted.add(document.photo()));
        return admitted::contains;
    }

    /** @param ranked whether a photo must have one of the words at least, or else only none that is excluded */
    private Query query(List<Word> words, boolean ranked) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (!ranked) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        for (Word word : words) {
            Query somewhere = somewhere(word);
            if (somewhere != null) {
                all.add(NamedMatches.wrapQuery(word.text(), somewhere), occur(word.need()));
            }
        }
        return all.build();
    }

    private static Occur occur(Need need) {
        return switch (need) {
            case WANTED -> Occur.SHOULD;
            case REQUIRED -> Occur.MUST;
            case EXCLUDED -> Occur.MUST_NOT;
        };
    }

    /** The word in any field, or null for signs that are no word. */
    private @Nullable Query somewhere(Word word) {
        List<Query> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            Query here = in(field, word);
            if (here != null) {
                fields.add(new BoostQuery(here, field.weight()));
            }
        }
        return fields.isEmpty() ? null : new DisjunctionMaxQuery(fields, MORE_FIELDS);
    }

    private @Nullable Query in(Field field, Word word) {
        // Never through a query parser: what the user writes is text, whatever signs it has.
        return word.prefix()
                ? new PrefixQuery(new Term(field.name(), terms.getAnalyzer().normalize(field.name(), word.text())))
                : terms.createPhraseQuery(field.name(), word.text());
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("the index of words is in memory, and cannot be used all the same", e);
    }

    @Override
    public synchronized void close() {
        try {
            searchers.close();
            writer.close();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }
}
