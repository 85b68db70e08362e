package io.manako.app.gallery;

import io.manako.engine.PhotoDocument;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoWords;
import io.manako.engine.store.WordMark;
import io.manako.engine.store.WordMark.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words of photos in memory; what is written of them is their caption. */
public final class MemoryNotes implements WordNotes {
    private final Map<PhotoId, Map<String, Kind>> said = new HashMap<>();

    /** What is suggested, whatever is asked. */
    public List<String> suggested = List.of();

    /** What photos share, whichever they are, and which were asked for last. */
    public List<String> shared = List.of();

    public List<Set<PhotoId>> askedToShare = List.of();

    public final Map<PhotoId, String> captions = new HashMap<>();

    @Override
    public synchronized PhotoDocument of(PhotoId photo) {
        return PhotoDocument.of(new PhotoWords(
                photo,
                List.of(),
                words(photo, Kind.ADDED),
                List.of(),
                Optional.ofNullable(captions.get(photo)).stream().toList(),
                List.of(),
                List.of(),
                words(photo, Kind.TAKEN_OUT)));
    }

    private List<String> words(PhotoId photo, Kind kind) {
        return said.getOrDefault(photo, Map.of()).entrySet().stream()
                .filter(word -> word.getValue() == kind)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized List<WordMark> apply(Collection<WordMark> marks) {
        List<WordMark> before = new ArrayList<>();
        for (WordMark mark : marks) {
            Map<String, Kind> words = said.computeIfAbsent(mark.photo(), any -> new LinkedHashMap<>());
            Kind old = words.getOrDefault(mark.word(), Kind.NONE);
            if (old != mark.kind()) {
                before.addFirst(new WordMark(mark.photo(), mark.word(), old));
                words.put(mark.word(), mark.kind());
            }
        }
        return before;
    }

    @Override
    public List<String> suggested(List<PhotoId> best, Set<PhotoId> liked, String asked) {
        return suggested.stream().filter(word -> !asked.contains(word)).toList();
    }

    @Override
    public List<String> shared(Set<PhotoId> liked, Set<PhotoId> disliked) {
        askedToShare = List.of(liked, disliked);
        return shared;
    }
}
