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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A library's photos by words. The index is made at the first search by words and brought up to date by the next one after
 * the catalogue has changed, so that who never asks by words never waits for it. Thread-safe.
 */
final class LibraryWords implements AutoCloseable {
    /** Photos that words find at most: who looks at more than that has asked for too little. */
    private static final int MOST = 1000;

    private final Catalogue catalogue;
    private @Nullable WordIndex index;
    /** Of each photo that is indexed a number that stands for what is written of it. */
    private final Map<PhotoId, Integer> indexed = new HashMap<>();

    private long changes = -1;

    LibraryWords(Catalogue catalogue) {
        this.catalogue = catalogue;
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
        return new SuggestedWords(upToDate()).of(written(first), written(liked), WordQuery.parse(asked));
    }

    private List<PhotoText> written(Collection<PhotoId> photos) {
        return photos.stream()
                .flatMap(photo -> catalogue.words(photo).stream())
                .map(LibraryWords::text)
                .toList();
    }

    private synchronized WordIndex upToDate() {
        WordIndex current = index;
        if (current == null) {
            current = new WordIndex();
            index = current;
        }
        long now = catalogue.changes();
        if (now != changes) {
            update(current);
            changes = now;
        }
        return current;
    }

    private void update(WordIndex current) {
        List<PhotoText> fresh = new ArrayList<>();
        Set<PhotoId> gone = new HashSet<>(indexed.keySet());
        for (PhotoWords words : catalogue.words()) {
            PhotoText text = text(words);
            gone.remove(text.photo());
            Integer before = indexed.put(text.photo(), text.hashCode());
            if (before == null || before != text.hashCode()) {
                fresh.add(text);
            }
        }
        current.put(fresh);
        current.remove(gone);
        indexed.keySet().removeAll(gone);
    }

    private static PhotoText text(PhotoWords words) {
        return new PhotoText(
                words.photo(),
                Stream.concat(words.tags().stream().map(TagName::text), words.added().stream())
                        .toList(),
                words.titles(),
                Stream.concat(words.captions().stream(), words.machine().stream())
                        .distinct()
                        .toList(),
                words.files().stream().map(Object::toString).toList(),
                words.takenOut());
    }

    @Override
    public synchronized void close() {
        if (index != null) {
            index.close();
        }
    }
}
