package io.manako.app.curate;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.Lesson;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What the search has learned from judged photos: of each the part that was taken to be meant, and the words that those which
 * are liked share. For the UI thread.
 */
public final class LessonsViewModel {
    private final Background background;
    private final Consumer<Exception> report;
    private final ObservableList<Lesson> lessons = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<String>> words = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Gallery gallery;
    private Ticket reading = new Ticket();
    private Set<PhotoId> liked = Set.of();
    private Set<PhotoId> disliked = Set.of();

    /** @param report takes what went wrong */
    public LessonsViewModel(Background background, Consumer<Exception> report) {
        this.background = background;
        this.report = report;
    }

    /** The gallery of the photos from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Shows what was learned for another answer, or nothing. */
    public void show(@Nullable Answer answer) {
        List<Lesson> learned = answer == null
                ? List.of()
                : answer.result().lessons().stream()
                        .filter(lesson -> lesson.judgement() instanceof Judgement.OfPhoto)
                        .toList();
        if (!lessons.equals(learned)) {
            lessons.setAll(learned);
        }
        Set<PhotoId> nowLiked = answer == null ? Set.of() : answer.request().judged(true);
        Set<PhotoId> nowDisliked = answer == null ? Set.of() : answer.request().judged(false);
        // Marks change with every stroke, judgements seldom.
        if (!nowLiked.equals(liked) || !nowDisliked.equals(disliked)) {
            liked = nowLiked;
            disliked = nowDisliked;
            readWords();
        }
    }

    private void readWords() {
        reading.cancel();
        Gallery from = gallery;
        Set<PhotoId> wanted = liked;
        Set<PhotoId> unwanted = disliked;
        if (from == null || wanted.isEmpty()) {
            words.set(List.of());
        } else {
            reading = background.run(Lane.WORK, () -> from.wordNotes().shared(wanted, unwanted), words::set, report);
        }
    }

    /** In the order in which the photos were judged. */
    public ObservableList<Lesson> lessons() {
        return FXCollections.unmodifiableObservableList(lessons);
    }

    /** Words that what is liked shares, and what is not liked has not; the most telling first. */
    public ReadOnlyObjectProperty<List<String>> wordsProperty() {
        return words.getReadOnlyProperty();
    }
}
