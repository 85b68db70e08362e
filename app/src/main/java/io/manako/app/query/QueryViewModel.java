package io.manako.app.query;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.QuerySession;
import io.manako.app.gallery.SavedQuery;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Newest;
import io.manako.app.task.Ticket;
import io.manako.engine.filter.Filter;
import io.manako.engine.message.Message;
import io.manako.engine.phs.HeadId;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The query: its photo, the marks on it with their history, the heads switched by hand, and the newest answer. Every
 * change of marks or heads asks again; an answer to an older question is never shown. For the UI thread.
 */
public final class QueryViewModel {
    /**
     * A pointer that rests so long while a mark is drawn is likely to be lifted next. The mark is looked at from near already, so that
     * the results are there when it is.
     */
    private static final Duration RESTING = Duration.ofMillis(150);

    private final Background background;
    private final Newest<Question, Answer> search;
    private final MarksViewModel marks;
    private final FeedbackViewModel feedback;

    private final ReadOnlyObjectWrapper<@Nullable QuerySession> session = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<HeadId, Boolean>> overrides = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();
    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.EVERYTHING);
    private final StringProperty words = new SimpleStringProperty("");
    private final BooleanProperty outlineVisible = new SimpleBooleanProperty(true);

    private final KeptMarks kept = new KeptMarks();
    private @Nullable Gallery gallery;
    private Runnable waiting = this::ask; // for the gallery: words that were typed, or a photo to open

    private @Nullable Drawing rested; // while it was drawn
    private Ticket resting = new Ticket();
    private final AtomicLong opens = new AtomicLong();

    public QueryViewModel(Background background, Messages messages) {
        this.background = background;
        this.feedback = new FeedbackViewModel(messages);
        this.search = new Newest<>(background, Lane.QUERY, Question::answer, this::onAnswer, this::onFailure);
        this.marks = new MarksViewModel(background, this::onMarks, message::set, this::onFailure);
        folder.addListener(observable -> ask());
        filter.addListener(observable -> ask());
        words.addListener(observable -> ask());
        feedback.judgementsProperty().addListener(observable -> ask());
    }

    private void onMarks() {
        resting.cancel();
        ask();
        if (marks.isDrawing()) {
            Drawing now = marks.drawingProperty().get();
            resting = background.after(RESTING, () -> {
                if (marks.isDrawing() && marks.drawingProperty().get() == now) {
                    rested = now;
                    ask();
                }
            });
        }
    }

    private void onAnswer(Answer newest) {
        message.set(null);
        answer.set(newest);
    }

    private void onFailure(Exception failure) {
        // Results of other marks would be a lie beside these.
        answer.set(null);
        message.set(Failures.message(failure));
    }

    /** The gallery to search from now on. */
    public void use(Gallery opened) {
        gallery = opened;
        Runnable first = waiting;
        waiting = this::ask;
        first.run();
    }

    /** There will be no gallery, so nothing waits for it any more. */
    public void fail() {
        waiting = this::ask;
        message.set(null);
    }

    /**
     * Another model answers. Its heads are others, so those switched by hand are forgotten; the photo, its marks with their
     * history, and what was said of hits stay.
     */
    public void onModelChanged() {
        kept.forgetHeads();
        overrides.set(Map.of());
        QuerySession open = session.get();
        if (open == null) {
            ask();
            return;
        }
        background.run(
                Lane.QUERY,
                open::again,
                reopened -> {
                    if (session.get() == open) {
                        search.forget();
                        marks.goOn(reopened);
                        session.set(reopened);
                        ask();
                        close(open);
                    } else {
                        close(reopened);
                    }
                },
                this::onFailure);
    }

    /** Opens a photo with the marks that it had the last time; the newest call wins. */
    public void open(Path file) {
        begin(file, null);
    }

    /** Opens a photo with marks drawn on it already; the newest call wins. */
    public void open(Path file, List<Mark> marks) {
        begin(file, marks);
    }

    private void begin(Path file, @Nullable List<Mark> marks) {
        Gallery from = gallery;
        if (from == null) {
            message.set(Message.of("query.not-ready"));
            waiting = () -> begin(file, marks);
            return;
        }
        long number = opens.incrementAndGet();
        opening.set(true);
        background.run(
                Lane.QUERY,
                () -> {
                    if (number != opens.get()) {
                        throw new CancellationException("another photo was opened");
                    }
                    return from.open(file);
                },
                opened -> {
                    if (number == opens.get()) {
                        opening.set(false);
                        show(opened, marks);
                    } else {
                        close(opened);
                    }
                },
                failure -> {
                    if (number == opens.get()) {
                        opening.set(false);
                        message.set(Message.of("query.unreadable", file.getFileName(), Failures.message(failure)));
                    }
                });
    }

    private void show(QuerySession opened, @Nullable List<Mark> given) {
        QuerySession before = session.get();
        keep();
        search.forget();
        answer.set(null);
        message.set(null);
        KeptMarks.Kept last = given == null ? kept.get(opened.path(), opened.width(), opened.height()) : null;
        overrides.set(last == null ? Map.of() : last.overrides());
        session.set(opened);
        if (last == null || last.drawing().isBlank()) {
            marks.begin(opened, MarksViewModel.steps(opened, given == null ? List.of() : given));
        } else {
            marks.begin(opened, List.of(last.drawing()));
        }
        feedback.restart();
        ask();
        if (before != null) {
            close(before);
        }
    }

    /** Keeps the marks of the photo at hand for when it is opened again. */
    private void keep() {
        QuerySession open = session.get();
        if (open != null) {
            kept.put(open.path(), marks.drawn(), overrides.get());
        }
    }

    private void close(QuerySession closed) {
        background.run(
                Lane.QUERY,
                () -> {
                    closed.close();
                    return closed;
                },
                done -> {},
                failure -> {});
    }

    /** Asks again, for example because the gallery has grown. Without a photo words alone are asked for. */
    public void ask() {
        Question question = question();
        if (question != null) {
            search.ask(question);
        } else {
            search.forget();
            answer.set(null);
        }
    }

    private @Nullable Question question() {
        QuerySession open = session.get();
        Gallery from = gallery;
        return from == null || open == null && words.get().isEmpty()
                ? null
                : new Question(
                        from,
                        open,
                        marks.drawingProperty().get(),
                        overrides.get(),
                        folder.get(),
                        filter.get(),
                        feedback.judgementsProperty().get(),
                        !marks.isDrawing() || marks.drawingProperty().get() == rested,
                        words.get());
    }

    /** What is asked for now, for so many hits; null where nothing is. */
    public @Nullable SearchRequest request(int limit) {
        Question question = question();
        return question == null ? null : question.request(limit);
    }

    /** Asks a saved search: its photo, marks, heads and judgements take the place of those at hand. */
    public void show(SavedQuery saved) {
        opens.incrementAndGet(); // a photo that is being opened comes too late
        opening.set(false);
        QuerySession opened = saved.session();
        if (opened == null) {
            leavePhoto();
        } else {
            show(opened, saved.request().prompts().stream().map(Mark::of).toList());
        }
        overrides.set(saved.request().overrides());
        feedback.restart(saved.request().judgements());
        ask();
    }

    private void leavePhoto() {
        QuerySession before = session.get();
        keep();
        search.forget();
        session.set(null);
        marks.begin(null, List.of());
        ask();
        if (before != null) {
            close(before);
        }
    }

    /** Switches a head against what PHS chose; once more gives it back to PHS. */
    public void toggleHead(HeadId head, boolean selectedNow) {
        Map<HeadId, Boolean> changed = new HashMap<>(overrides.get());
        if (changed.remove(head) == null) {
            changed.put(head, !selectedNow);
        }
        overrides.set(Map.copyOf(changed));
        ask();
    }

    public void resetHeads() {
        overrides.set(Map.of());
        ask();
    }

    /** The marks on the photo. */
    public MarksViewModel marks() {
        return marks;
    }

    /** What was said of the hits. */
    public FeedbackViewModel feedback() {
        return feedback;
    }

    /** Closes the photo; nothing is delivered after. */
    public void close() {
        opens.incrementAndGet();
        search.forget();
        QuerySession open = session.get();
        session.set(null);
        if (open != null) {
            close(open);
        }
    }

    public ReadOnlyObjectProperty<@Nullable QuerySession> sessionProperty() {
        return session.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Map<HeadId, Boolean>> overridesProperty() {
        return overrides.getReadOnlyProperty();
    }

    /** The answer to the newest question, null until it is there or where there is none. */
    public ReadOnlyObjectProperty<@Nullable Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** What went wrong with the photo or the marks, or null. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** Only photos in this folder and below are searched; null: all. */
    public ObjectProperty<@Nullable Path> folderProperty() {
        return folder;
    }

    /** Only photos that this lets through are searched. */
    public ObjectProperty<Filter> filterProperty() {
        return filter;
    }

    /** Words that photos shall have, too; without a query photo they are all that is asked for. */
    public StringProperty wordsProperty() {
        return words;
    }

    public BooleanProperty outlineVisibleProperty() {
        return outlineVisible;
    }
}
