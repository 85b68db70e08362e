package io.manako.engine;

import io.manako.engine.lexical.TextWord;
import io.manako.engine.lexical.TextWords;
import io.manako.engine.store.PhotoWords;
import java.util.ArrayList;
import java.util.List;

/**
 * The sparse document of a photo: the words that it is found by, each with where it comes from.
 *
 * @param takenOut words by which it is not found, even if titles, captions or files have them
 */
public record PhotoDocument(List<Passage> passages, List<String> takenOut) {
    /** Of a photo that nothing is written of. */
    public static final PhotoDocument EMPTY = new PhotoDocument(List.of(), List.of());

    /** Who says a text. */
    public enum Source {
        /** A word that the user put to the photo. */
        USER,
        /** A tag, or one above it. */
        TAG,
        TITLE,
        CAPTION,
        LANGUAGE_MODEL,
        /** Names of folders and file. */
        PATH
    }

    /**
     * A text.
     *
     * @param words of the text in its order, each once; those of the user and of tags are never taken out
     */
    public record Passage(Source source, String text, List<TextWord> words) {
        public Passage {
            words = List.copyOf(words);
        }
    }

    public PhotoDocument {
        passages = List.copyOf(passages);
        takenOut = List.copyOf(takenOut);
    }

    public static PhotoDocument of(PhotoWords written) {
        TextWords all = new TextWords(List.of());
        TextWords kept = new TextWords(written.takenOut());
        List<Passage> passages = new ArrayList<>();
        written.added().forEach(word -> passages.add(new Passage(Source.USER, word, all.of(word))));
        written.tags().forEach(tag -> passages.add(new Passage(Source.TAG, tag.text(), all.of(tag.text()))));
        written.titles().forEach(text -> passages.add(new Passage(Source.TITLE, text, kept.of(text))));
        written.captions().forEach(text -> passages.add(new Passage(Source.CAPTION, text, kept.of(text))));
        written.machine().stream()
                .distinct()
                .forEach(text -> passages.add(new Passage(Source.LANGUAGE_MODEL, text, kept.of(text))));
        written.files()
                .forEach(file -> passages.add(new Passage(Source.PATH, file.toString(), kept.ofName(file.toString()))));
        return new PhotoDocument(passages, written.takenOut());
    }
}
