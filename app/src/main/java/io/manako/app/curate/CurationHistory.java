package io.manako.app.curate;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** The way back from changes of tags and stars, the last one first. For the UI thread. */
public final class CurationHistory {
    private static final int UNDOABLE = 200;

    private final Deque<Runnable> past = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper made = new ReadOnlyIntegerWrapper();

    /** @param inverse takes the step back that was just made */
    void push(Runnable inverse) {
        past.push(inverse);
        if (past.size() > UNDOABLE) {
            past.removeLast();
        }
        canUndo.set(true);
        made.set(made.get() + 1);
    }

    /** Takes the last step back. */
    public void undo() {
        if (!past.isEmpty()) {
            Runnable inverse = past.pop();
            canUndo.set(!past.isEmpty());
            made.set(made.get() - 1);
            inverse.run();
        }
    }

    /** How many steps were made and not taken back: a dialog takes none back that was made before it was opened. */
    ReadOnlyIntegerProperty madeProperty() {
        return made.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }
}
