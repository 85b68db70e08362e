package io.manako.app.gallery;

import io.manako.engine.PhotoDocument;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.WordMark;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The words of photos in a real library. */
record EngineNotes(PhotoLibrary library) implements WordNotes {
    @Override
    public PhotoDocument of(PhotoId photo) {
        return library.store().catalogue().words(photo).map(PhotoDocument::of).orElse(PhotoDocument.EMPTY);
    }

    @Override
    public List<WordMark> apply(Collection<WordMark> marks) {
        return library.store().catalogue().wordMarks().apply(marks);
    }

    @Override
    public List<String> suggested(List<PhotoId> best, Set<PhotoId> liked, String asked) {
        return library.suggestWords(best, liked, asked);
    }

    @Override
    public List<String> shared(Set<PhotoId> liked, Set<PhotoId> disliked) {
        return library.sharedWords(liked, disliked);
    }
}
