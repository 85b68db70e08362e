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
import io.manako.engine.filter.Filter;
import io.manako.engine.message.Message;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The query: its photo, the marks on it with their history, the heads switched by hand, and the newest answer. Every
 * change of marks or heads asks again; an answer to an older question is never shown. For the UI thread.
 */
public final class QueryViewModel {
    /** Hits asked for; the grid is virtual, so many cost little. */
    private static final int LIMIT = 500;

    /** @param session null where words alone are asked for */
    private record Question(
            Gallery gallery,
            @Nullable QuerySession session,
            Drawing drawing,
            Map<HeadId, Boolean> overrides,
            @Nullable Path folder,
            Filter filter,
            List<Judgement> judgements,
            boolean closeUp,
            String words) {
        SearchRequest request(int limit) {
            return new SearchRequest(drawing.prompts(), overrides, limit, folder, filter, judgements, closeUp, words);
        }
    }

    private final Background background;
    private final Newest<Question, Answer> search;
    private final History<Drawing> history = new History<>(Drawing.blank(1, 1));
    private final Pen pen = new Pen();
    private final FeedbackViewModel feedback;

    private final ReadOnlyObjectWrapper<@Nullable QuerySession> session = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Drawing> drawing = new ReadOnlyObjectWrapper<>(history.now());
    private final ReadOnlyObjectWrapper<Map<HeadId, Boolean>> overrides = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canTighten = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.BOX);
    private final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();
    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.EVERYTHING);
    private final StringProperty words = new SimpleStringProperty("");
    private final DoubleProperty brush = new SimpleDoubleProperty(0.03);
    private final BooleanProperty outlineVisible = new SimpleBooleanProperty(true);

    private final KeptMarks kept = new KeptMarks();
    private @Nullable Gallery gallery;
    private final AtomicLong opens = new AtomicLong();

    public QueryViewModel(Background background, Messages messages) {
        this.background = background;
        this.feedback = new FeedbackViewModel(messages);
        this.search = new Newest<>(background, Lane.QUERY, QueryViewModel::answer, this::onAnswer, this::onFailure);
        folder.addListener(observable -> ask());
        filter.addListener(observable -> ask());
        words.addListener(observable -> ask());
        feedback.judgementsProperty().addListener(observable -> ask());
        tool.addListener(observable -> cancelStroke());
    }

    private static Answer answer(Question question) {
        SearchRequest request = question.request(LIMIT);
        QuerySession session = question.session();
        return new Answer(
                session, request, session == null ? question.gallery().search(request) : session.search(request));
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

    private void show(QuerySession opened, @Nullable List<Mark> marks) {
        QuerySession before = session.get();
        keep();
        pen.lift();
        search.forget();
        answer.set(null);
        message.set(null);
        history.restart(Drawing.blank(opened.width(), opened.height()));
        KeptMarks.Kept last = kept.get(opened.path(), opened.width(), opened.height());
        if (marks != null) {
            overrides.set(Map.of());
            for (Mark mark : marks) {
                history.push(history.now().plus(mark));
            }
        } else if (last != null) {
            overrides.set(last.overrides());
            if (!last.drawing().isBlank()) {
                history.push(last.drawing());
            }
        } else {
            overrides.set(Map.of());
        }
        session.set(opened);
        drawing.set(history.now());
        feedback.restart();
        showDrawing(history.now());
        if (before != null) {
            close(before);
        }
    }

    /** Keeps the marks of the photo at hand for when it is opened again. */
    private void keep() {
        QuerySession open = session.get();
        if (open != null) {
            kept.put(open.path(), history.now(), overrides.get());
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
                        drawing.get(),
                        overrides.get(),
                        folder.get(),
                        filter.get(),
                        feedback.judgementsProperty().get(),
                        !pen.isDown(),
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
        pen.lift();
        search.forget();
        session.set(null);
        history.restart(Drawing.blank(1, 1));
        showDrawing(history.now());
        if (before != null) {
            close(before);
        }
    }

    private void showDrawing(Drawing shown) {
        drawing.set(shown);
        canTighten.set(shown.lastFrame() >= 0);
        ask();
    }

    // Strokes: press, drag, release, in photo pixels.

    /**
     * The pointer goes down.
     *
     * @param reach view's idea of "touched", in photo pixels: a few pixels of the screen
     * @param inverted whether the mark says the opposite of its tool, "not this"
     */
    public void press(double x, double y, double reach, boolean inverted) {
        QuerySession open = session.get();
        if (open == null || tool.get() == Tool.HAND) {
            return;
        }
        message.set(null);
        boolean outside = x < 0 || y < 0 || x > open.width() || y > open.height();
        if (outside && (tool.get() == Tool.POINT || tool.get() == Tool.NEGATIVE)) {
            message.set(Message.of("query.outside"));
            return;
        }
        pen.press(tool.get(), history.now(), open.width(), open.height(), x, y, reach, brushRadius(), inverted);
        showDrawing(pen.drawing());
    }

    public void drag(double x, double y) {
        if (pen.isDown()) {
            pen.drag(x, y);
            showDrawing(pen.drawing());
        }
    }

    /** The pointer goes up: the stroke becomes one step of the history. */
    public void release() {
        if (!pen.isDown()) {
            return;
        }
        pen.lift();
        // A click with the box tool has no area and leaves nothing.
        if (drawing.get() != history.now()) {
            history.push(drawing.get());
            // While the stroke was drawn the answers had to be quick; now they may look closer.
            ask();
        }
    }

    /** Leaves the stroke at hand out, as if the pointer had never gone down. */
    public void cancelStroke() {
        if (pen.isDown()) {
            pen.lift();
            showDrawing(history.now());
        }
    }

    public boolean isDrawing() {
        return pen.isDown();
    }

    /** Whether the stroke at hand moves or resizes a mark that was there before. */
    boolean isMoving() {
        return pen.isMoving();
    }

    /** What the tool would hold at a position, or null. */
    @Nullable
    Grip gripAt(double x, double y, double reach) {
        return session.get() == null ? null : Grip.at(history.now(), tool.get(), x, y, reach);
    }

    public void undo() {
        pen.lift();
        history.undo();
        showDrawing(history.now());
    }

    public void redo() {
        pen.lift();
        history.redo();
        showDrawing(history.now());
    }

    /** Takes all marks away, as one step that can be undone. */
    public void clear() {
        QuerySession open = session.get();
        if (open != null && !history.now().isBlank()) {
            pen.lift();
            history.push(Drawing.blank(open.width(), open.height()));
            showDrawing(history.now());
        }
    }

    /** Replaces the last box by the object in it. */
    public void tighten() {
        QuerySession open = session.get();
        Drawing before = history.now();
        int place = before.lastFrame();
        if (open == null || place < 0 || !(before.marks().get(place) instanceof Mark.Frame frame)) {
            return;
        }
        Box box = new Box(frame.x(), frame.y(), frame.width(), frame.height());
        background.run(
                Lane.QUERY,
                () -> open.tighten(box),
                mask -> {
                    if (session.get() != open || history.now() != before) {
                        return; // drawn on in the meantime
                    }
                    if (mask.count() == 0) {
                        message.set(Message.of("query.nothing-tightened"));
                        return;
                    }
                    history.push(before.without(Set.of(place)).plus(new Mark.Cutout(mask)));
                    showDrawing(history.now());
                },
                this::onFailure);
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

    /** What was said of the hits. */
    public FeedbackViewModel feedback() {
        return feedback;
    }

    /** Radius of the brush in photo pixels. */
    public double brushRadius() {
        QuerySession open = session.get();
        return open == null ? 1 : Math.max(1, brush.get() * Math.max(open.width(), open.height()));
    }

    public void growBrush(double factor) {
        brush.set(Math.clamp(brush.get() * factor, 0.005, 0.25));
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

    /** The marks to show, with the stroke at hand. */
    public ReadOnlyObjectProperty<Drawing> drawingProperty() {
        return drawing.getReadOnlyProperty();
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

    public ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return history.canRedoProperty();
    }

    public ReadOnlyBooleanProperty canTightenProperty() {
        return canTighten.getReadOnlyProperty();
    }

    public ObjectProperty<Tool> toolProperty() {
        return tool;
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

    /** Brush radius as a share of the photo's long side. */
    public DoubleProperty brushProperty() {
        return brush;
    }

    public BooleanProperty outlineVisibleProperty() {
        return outlineVisible;
    }
}
