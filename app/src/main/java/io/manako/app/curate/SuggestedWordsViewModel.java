package io.manako.app.curate;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Hit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Words that the best hits, and those that are liked, have more often than other photos: each can be added to the words that
 * are asked for, and then there are others. For the UI thread.
 */
public final class SuggestedWordsViewModel {
    /** While marks still change, suggestions would be for hits that are gone before they are read. */
    private static final Duration SETTLED = Duration.ofMillis(400);

    private final Background background;
    private final WordsViewModel words;
    private final Consumer<Exception> report;
    private final ObservableList<String> suggested = FXCollections.observableArrayList();
    private @Nullable Gallery gallery;
    private Ticket settling = new Ticket();
    private Ticket reading = new Ticket();

    /**
     * @param words that suggested ones are added to
     * @param report takes what went wrong
     */
    public SuggestedWordsViewModel(Background background, WordsViewModel words, Consumer<Exception> report) {
        this.background = background;
        this.words = words;
        this.report = report;
    }

    /** The gallery of the hits from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Suggests words for another answer, or for none; one that an answer from near will replace changes nothing. */
    public void show(@Nullable Answer answer) {
        settling.cancel();
        reading.cancel();
        if (answer == null || answer.result().hits().isEmpty()) {
            suggested.clear();
        } else if (answer.request().closeUp()) {
            settling = background.after(SETTLED, () -> read(answer));
        }
    }

    private void read(Answer answer) {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        List<PhotoId> best = answer.result().hits().stream().map(Hit::id).toList();
        Set<PhotoId> liked = answer.request().judged(true);
        reading = background.run(
                Lane.WORK,
                () -> from.wordNotes().suggested(best, liked, answer.request().words()),
                suggested::setAll,
                report);
    }

    /** Asks for a word, too. */
    void add(String word) {
        String asked = words.textProperty().get().strip();
        suggested.remove(word); // until there are others
        words.textProperty().set(asked.isEmpty() ? word : asked + ' ' + word);
    }

    /** The most telling first, mostly few. */
    public ObservableList<String> suggested() {
        return suggested;
    }
}
