package io.manako.app.gallery;

import io.manako.engine.PhotoDocument;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.WordMark;
import java.util.Collection;
import java.util.List;

/** The words of photos in a real library. */
record EngineNotes(Catalogue catalogue) implements WordNotes {
    @Override
    public PhotoDocument of(PhotoId photo) {
        return catalogue.words(photo).map(PhotoDocument::of).orElse(PhotoDocument.EMPTY);
    }

    @Override
    public List<WordMark> apply(Collection<WordMark> marks) {
        return catalogue.wordMarks().apply(marks);
    }
}
