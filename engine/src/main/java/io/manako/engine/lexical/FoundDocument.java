package io.manako.engine.lexical;

import io.manako.engine.photo.PhotoId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/**
 * A document that a query matches.
 *
 * @param number of the document in the whole index
 * @param score 0 where no scores were asked for
 */
record FoundDocument(PhotoId photo, int number, float score) {
    /** Collects all documents, in no order. */
    static CollectorManager<Gathering, List<FoundDocument>> collectors(ScoreMode mode) {
        return new CollectorManager<>() {
            @Override
            public Gathering newCollector() {
                return new Gathering(mode);
            }

            @Override
            public List<FoundDocument> reduce(Collection<Gathering> collectors) {
                return collectors.stream()
                        .flatMap(collector -> collector.found.stream())
                        .toList();
            }
        };
    }

    static final class Gathering extends SimpleCollector {
        private final ScoreMode mode;
        private final List<FoundDocument> found = new ArrayList<>();
        private @Nullable NumericDocValues ids;
        private @Nullable Scorable scorer;
        private int base;

        private Gathering(ScoreMode mode) {
            this.mode = mode;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            ids = DocValues.getNumeric(context.reader(), WordIndex.ID);
            base = context.docBase;
        }

        @Override
        public void setScorer(Scorable scorable) {
            scorer = scorable;
        }

        @Override
        public void collect(int document) throws IOException {
            if (ids != null && ids.advanceExact(document)) {
                float score = mode.needsScores() && scorer != null ? scorer.score() : 0;
                found.add(new FoundDocument(new PhotoId(ids.longValue()), base + document, score));
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return mode;
        }
    }
}
