package io.manako.app.query;

import io.manako.app.gallery.QuerySession;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The marks on the query photo, drawn by strokes of a tool, each one step of their history. Coordinates are pixels of the
 * photo. For the UI thread.
 */
public final class MarksViewModel {
    private final ReadOnlyBooleanWrapper drawnByHand = new ReadOnlyBooleanWrapper();
    private final Background background;
    private final Runnable changed;
    private final Consumer<@Nullable Message> say;
    private final Consumer<Exception> failed;
    private final History<Drawing> history = new History<>(Drawing.blank(1, 1));
    private final Pen pen = new Pen();
    private final ReadOnlyObjectWrapper<Drawing> drawing = new ReadOnlyObjectWrapper<>(history.now());
    private final ReadOnlyBooleanWrapper canTighten = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.BOX);
    private final DoubleProperty brush = new SimpleDoubleProperty(0.03);
    private @Nullable QuerySession photo;
    private boolean beside; // whether the stroke began outside the photo

    /**
     * @param changed called when what is drawn has changed, also within a stroke
     * @param say takes why something cannot be marked, or null where that is no longer so
     * @param failed takes what went wrong
     */
    MarksViewModel(
            Background background, Runnable changed, Consumer<@Nullable Message> say, Consumer<Exception> failed) {
        this.background = background;
        this.changed = changed;
        this.say = say;
        this.failed = failed;
        tool.addListener(observable -> cancelStroke());
    }

    /**
     * Begins on another photo, or on none, and tells nobody.
     *
     * @param steps of the history after the blank photo
     */
    void begin(@Nullable QuerySession opened, List<Drawing> steps) {
        photo = opened;
        pen.lift();
        history.restart(opened == null ? Drawing.blank(1, 1) : Drawing.blank(opened.width(), opened.height()));
        steps.forEach(history::push);
        set(history.now());
    }

    /** Goes on with what is drawn on another session of the same photo. */
    void goOn(QuerySession reopened) {
        photo = reopened;
    }

    /** Marks as steps, one after the other. */
    static List<Drawing> steps(QuerySession photo, List<Mark> marks) {
        List<Drawing> steps = new ArrayList<>();
        Drawing drawn = Drawing.blank(photo.width(), photo.height());
        for (Mark mark : marks) {
            Drawing more = drawn.plus(mark);
            if (more != drawn) {
                steps.add(more);
            }
            drawn = more;
        }
        return steps;
    }

    private void show(Drawing shown) {
        // A stroke that has marked nothing yet asks nothing new.
        if (shown != drawing.get()) {
            set(shown);
            changed.run();
        }
    }

    private void set(Drawing shown) {
        drawing.set(shown);
        canTighten.set(shown.lastFrame() >= 0);
    }

    /** What is drawn, without the stroke at hand. */
    Drawing drawn() {
        return history.now();
    }

    /**
     * The pointer goes down.
     *
     * @param reach view's idea of "touched": a few pixels of the screen
     * @param inverted whether the mark says the opposite of its tool, "not this"
     */
    public void press(double x, double y, double reach, boolean inverted) {
        QuerySession open = photo;
        if (open == null || tool.get() == Tool.HAND) {
            return;
        }
        say.accept(null);
        beside = x < 0 || y < 0 || x > open.width() || y > open.height();
        if (beside && (tool.get() == Tool.POINT || tool.get() == Tool.NEGATIVE)) {
            say.accept(Message.of("query.outside"));
            return;
        }
        pen.press(tool.get(), history.now(), open.width(), open.height(), x, y, reach, brushRadius(), inverted);
        show(pen.drawing());
    }

    public void drag(double x, double y) {
        if (pen.isDown()) {
            pen.drag(x, y);
            show(pen.drawing());
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
            drawnByHand.set(true);
            // While the stroke was drawn the answers had to be quick; now they may look closer.
            changed.run();
        } else if (beside) {
            say.accept(Message.of("query.outside"));
        }
    }

    /** Leaves the stroke at hand out, as if the pointer had never gone down. */
    public void cancelStroke() {
        if (pen.isDown()) {
            pen.lift();
            show(history.now());
        }
    }

    /** Whether anybody has drawn a mark since the program was started. */
    public ReadOnlyBooleanProperty drawnByHandProperty() {
        return drawnByHand.getReadOnlyProperty();
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
        return photo == null ? null : Grip.at(history.now(), tool.get(), x, y, reach);
    }

    public void undo() {
        pen.lift();
        history.undo();
        show(history.now());
    }

    public void redo() {
        pen.lift();
        history.redo();
        show(history.now());
    }

    /** Takes all marks away, as one step that can be undone. */
    public void clear() {
        QuerySession open = photo;
        if (open != null && !history.now().isBlank()) {
            pen.lift();
            history.push(Drawing.blank(open.width(), open.height()));
            show(history.now());
        }
    }

    /** Replaces the last box by the object in it. */
    public void tighten() {
        QuerySession open = photo;
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
                    if (photo != open || history.now() != before) {
                        return; // drawn on in the meantime
                    }
                    if (mask.count() == 0) {
                        say.accept(Message.of("query.nothing-tightened"));
                        return;
                    }
                    history.push(before.without(Set.of(place)).plus(new Mark.Cutout(mask)));
                    show(history.now());
                },
                failed);
    }

    /** Radius of the brush. */
    public double brushRadius() {
        QuerySession open = photo;
        return open == null ? 1 : Math.max(1, brush.get() * Math.max(open.width(), open.height()));
    }

    public void growBrush(double factor) {
        brush.set(Math.clamp(brush.get() * factor, 0.005, 0.25));
    }

    /** The marks to show, with the stroke at hand. */
    public ReadOnlyObjectProperty<Drawing> drawingProperty() {
        return drawing.getReadOnlyProperty();
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

    /** Brush radius as a share of the photo's long side. */
    public DoubleProperty brushProperty() {
        return brush;
    }
}
