package io.manako.engine;

import io.manako.engine.lexical.PhotoText;
import io.manako.engine.lexical.SuggestedWords;
import io.manako.engine.lexical.WordIndex;
import io.manako.engine.lexical.WordQuery;
import io.manako.engine.lexical.WordRanking;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.PhotoWords;
import io.manako.engine.store.TagName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A library's photos by words. A search by words has the index brought up to date first where the catalogue has changed. Other
 * searches compare photos by what is written of them as the index knows it, which is brought up to date behind their backs: only
 * the first may have to wait until there is one. Thread-safe.
 */
final class LibraryWords implements AutoCloseable {
    /** Photos that words find at most: who looks at more than that has asked for too little. */
    private static final int MOST = 1000;

    /** Nanoseconds between the end of a refreshing and the next. */
    private static final long RESTING = TimeUnit.SECONDS.toNanos(5);

    private final Catalogue catalogue;
    private final Supplier<WordIndex> indexes;
    private volatile @Nullable WordIndex index;
    /** Of each photo that is indexed a number that stands for what is written of it. */
    private final Map<PhotoId, Integer> indexed = new HashMap<>();

    private volatile long changes = -1;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("words").daemon().factory());
    private Future<?> refreshing = CompletableFuture.completedFuture(null);
    private volatile long refreshed = System.nanoTime();

    LibraryWords(Catalogue catalogue) {
        this(catalogue, WordIndex::new);
    }

    /** @param indexes makes an empty one: tests have the first fail */
    LibraryWords(Catalogue catalogue, Supplier<WordIndex> indexes) {
        this.catalogue = catalogue;
        this.indexes = indexes;
    }

    /** @param eligible what may be found */
    WordRanking rank(String words, Predicate<PhotoId> eligible) {
        return upToDate().rank(WordQuery.parse(words), eligible, MOST);
    }

    /**
     * Words that are worth asking for besides.
     *
     * @param best hits, the best first
     * @param liked photos that the user likes, hits or not
     * @param asked what is asked for already
     */
    List<String> suggest(List<PhotoId> best, Set<PhotoId> liked, String asked) {
        List<PhotoId> first = best.subList(0, Math.min(SuggestedWords.HITS, best.size()));
        List<PhotoId> last = best.subList(Math.max(0, best.size() - SuggestedWords.HITS), best.size());
        return new SuggestedWords(upToDate()).of(written(first), written(last), written(liked), WordQuery.parse(asked));
    }

    /** Words that photos which the user likes share, against the library and those that the user does not like. */
    List<String> shared(Set<PhotoId> liked, Set<PhotoId> disliked) {
        return new SuggestedWords(upToDate()).shared(written(liked), written(disliked));
    }

    private List<PhotoText> written(Collection<PhotoId> photos) {
        return photos.stream()
                .flatMap(photo -> catalogue.words(photo).stream())
                .map(LibraryWords::text)
                .toList();
    }

    /** Has the index made behind everybody's back, so that the first search finds it made. */
    void prepare() {
        refresh();
    }

    /**
     * How alike photos are by what is written of them, as the index knows it.
     *
     * @param words of the query
     * @return as {@link WordIndex#cosines}
     */
    float[][] cosines(String words, List<PhotoId> photos) {
        WordIndex current = index;
        if (current == null) {
            current = upToDate();
        } else if (catalogue.changes() != changes) {
            refresh();
        }
        return current.cosines(WordQuery.parse(words), photos);
    }

    /** Not again and again while every batch of an indexing run changes the catalogue. */
    private synchronized void refresh() {
        boolean first = changes < 0;
        if (refreshing.isDone() && (first || System.nanoTime() - refreshed > RESTING)) {
            refreshing = background.submit(() -> {
                upToDate();
                refreshed = System.nanoTime();
            });
        }
    }

    private WordIndex upToDate() {
        synchronized (indexed) {
            WordIndex current = index == null ? indexes.get() : index;
            long now = catalogue.changes();
            if (now != changes) {
                update(current);
                changes = now;
            }
            index = current;
            return current;
        }
    }

    private void update(WordIndex current) {
        Map<PhotoId, Integer> written = new HashMap<>();
        List<PhotoText> fresh = new ArrayList<>();
        for (PhotoWords words : catalogue.words()) {
            PhotoText text = text(words);
            written.put(text.photo(), text.hashCode());
            if (!written.get(text.photo()).equals(indexed.get(text.photo()))) {
                fresh.add(text);
            }
        }
        Set<PhotoId> gone = new HashSet<>(indexed.keySet());
        gone.removeAll(written.keySet());
        current.put(fresh);
        current.remove(gone);
        // Only now: what fails half-way is put in again by the next.
        indexed.keySet().retainAll(written.keySet());
        indexed.putAll(written);
    }

    private static PhotoText text(PhotoWords words) {
        return new PhotoText(
                words.photo(),
                Stream.concat(words.tags().stream().map(TagName::text), words.added().stream())
                        .toList(),
                words.titles(),
                Stream.concat(
                                words.captions().stream(),
                                words.machine().stream()
                                        .filter(text -> !words.captions().contains(text)))
                        .toList(),
                words.files().stream().map(Object::toString).toList(),
                words.takenOut());
    }

    @Override
    public void close() {
        background.close();
        WordIndex current = index;
        if (current != null) {
            current.close();
        }
    }
}
