package io.manako.engine.store;

import io.manako.engine.store.WordMark.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Words that the user puts to photos or takes from them. They hang on a photo's row, so they outlive what is written in its
 * files and follow these. Thread-safe. Every method throws {@link StoreException} where the file cannot be read or written.
 */
public final class WordMarks {
    static final String COLUMNS = "SELECT photo, word, added FROM photo_word ";

    private final Catalogue catalogue;

    WordMarks(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Kind kind(boolean added) {
        return added ? Kind.ADDED : Kind.TAKEN_OUT;
    }

    /**
     * Changes what the user says, in one transaction.
     *
     * @return what was said before where that was something else: applied, it takes the change back
     */
    public List<WordMark> apply(Collection<WordMark> marks) {
        List<WordMark> before = new ArrayList<>();
        catalogue.write(writer -> {
            for (WordMark mark : marks) {
                Kind said = said(writer, mark);
                if (said != mark.kind()) {
                    before.addFirst(new WordMark(mark.photo(), mark.word(), said));
                    put(writer, mark);
                }
            }
        });
        return before;
    }

    private static Kind said(CatalogueWriter writer, WordMark mark) {
        return writer
                .query(
                        "SELECT added FROM photo_word WHERE photo = ? AND word_key = ?",
                        row -> kind(row.getBoolean(1)),
                        mark.photo().value(),
                        mark.key())
                .stream()
                .findFirst()
                .orElse(Kind.NONE);
    }

    private static void put(CatalogueWriter writer, WordMark mark) {
        long photo = mark.photo().value();
        if (mark.kind() == Kind.NONE) {
            writer.update("DELETE FROM photo_word WHERE photo = ? AND word_key = ?", photo, mark.key());
        } else {
            writer.update(
                    "MERGE INTO photo_word (photo, word_key, word, added) KEY (photo, word_key) VALUES (?, ?, ?, ?)",
                    photo,
                    mark.key(),
                    mark.word(),
                    mark.kind() == Kind.ADDED);
        }
    }
}
