package io.manako.engine.lexical;

import io.manako.engine.lexical.WordQuery.Need;
import io.manako.engine.lexical.WordQuery.Word;
import io.manako.engine.photo.PhotoId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * What is written of photos as sparse vectors: a term that is there has its inverse document frequency (BM25's), however often
 * it is there. Beside the index, whose own term vectors take ten times as long to read. Thread-safe.
 */
final class PhotoTerms {
    private static final int[] NONE = {};

    private final Analyzer analyzer;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<PhotoId, int[]> photos = new HashMap<>();

    /** Of each term by its number how many photos have it. */
    private int[] frequencies = new int[1024];

    PhotoTerms(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** In the place of what was there of the photo. */
    synchronized void put(PhotoId photo, List<String> texts) throws IOException {
        remove(photo);
        int[] terms = terms(texts).stream()
                .mapToInt(term -> numbers.computeIfAbsent(term, any -> numbers.size()))
                .toArray();
        if (terms.length == 0) {
            return;
        }
        if (numbers.size() > frequencies.length) {
            frequencies = Arrays.copyOf(frequencies, 2 * numbers.size());
        }
        for (int term : terms) {
            frequencies[term]++;
        }
        photos.put(photo, terms);
    }

    synchronized void remove(PhotoId photo) {
        int[] terms = photos.remove(photo);
        for (int term : terms == null ? NONE : terms) {
            frequencies[term]--;
        }
    }

    private Set<String> terms(List<String> texts) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String text : texts) {
            try (TokenStream stream = analyzer.tokenStream(Field.CAPTION.name(), text)) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    found.add(term.toString());
                }
                stream.end();
            }
        }
        return found;
    }

    /** As {@link WordIndex#cosines}. */
    synchronized float[][] cosines(WordQuery query, List<PhotoId> compared) throws IOException {
        List<int[]> vectors = new ArrayList<>(compared.size() + 1);
        vectors.add(terms(query));
        boolean nothing = true;
        for (PhotoId photo : compared) {
            int[] terms = photos.getOrDefault(photo, NONE);
            nothing &= terms.length == 0;
            vectors.add(terms);
        }
        return nothing ? new float[0][] : cosines(vectors);
    }

    /** Words that no photo has are none that tell photos apart. */
    private int[] terms(WordQuery query) throws IOException {
        List<String> texts = query.words().stream()
                .filter(word -> word.need() != Need.EXCLUDED && !word.prefix())
                .map(Word::text)
                .toList();
        return terms(texts).stream()
                .filter(numbers::containsKey)
                .mapToInt(term -> numbers.getOrDefault(term, 0))
                .toArray();
    }

    private float[][] cosines(List<int[]> vectors) {
        int n = vectors.size();
        Map<Integer, Posting> postings = new HashMap<>();
        float[] squares = new float[n];
        for (int v = 0; v < n; v++) {
            for (int term : vectors.get(v)) {
                Posting posting = postings.computeIfAbsent(term, any -> new Posting(inverseFrequency(term)));
                posting.add(v);
                squares[v] += posting.weight * posting.weight;
            }
        }
        float[][] cosines = new float[n][n];
        for (Posting posting : postings.values()) {
            posting.addTo(cosines);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (cosines[i][j] != 0) {
                    cosines[i][j] /= (float) Math.sqrt(squares[i] * squares[j]);
                }
            }
        }
        return cosines;
    }

    private float inverseFrequency(int term) {
        return (float) Math.log1p((photos.size() - frequencies[term] + 0.5) / (frequencies[term] + 0.5));
    }

    /** Which of the compared have a term. */
    private static final class Posting {
        private final float weight;
        private int[] vectors = new int[8];
        private int size;

        private Posting(float weight) {
            this.weight = weight;
        }

        private void add(int vector) {
            if (size == vectors.length) {
                vectors = Arrays.copyOf(vectors, 2 * size);
            }
            vectors[size++] = vector;
        }

        private void addTo(float[][] products) {
            for (int a = 0; a < size; a++) {
                float[] row = products[vectors[a]];
                for (int b = 0; b < size; b++) {
                    row[vectors[b]] += weight * weight;
                }
            }
        }
    }
}
