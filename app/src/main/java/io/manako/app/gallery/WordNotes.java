package io.manako.app.gallery;

import io.manako.engine.PhotoDocument;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.WordMark;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The words that photos are found by. Thread-safe; every call blocks and belongs off the UI thread. */
public interface WordNotes {
    PhotoDocument of(PhotoId photo);

    /**
     * Changes what the user says of words, all or nothing.
     *
     * @return what was said before where that was something else: applied, it takes the change back
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    List<WordMark> apply(Collection<WordMark> marks);

    /**
     * Words that hits and the photos that the user likes have more often than other photos.
     *
     * @param best hits, the best first
     * @param asked words that are asked for already
     * @return the most telling first; each can be put behind what is asked
     */
    List<String> suggested(List<PhotoId> best, Set<PhotoId> liked, String asked);

    /** Words that photos which the user likes share, and have clearly more often than others; the most telling first. */
    List<String> shared(Set<PhotoId> liked, Set<PhotoId> disliked);
}
