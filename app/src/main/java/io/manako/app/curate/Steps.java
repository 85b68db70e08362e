package io.manako.app.curate;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** The changes that are made in one dialog: only these are taken back there, the last one first. For the UI thread. */
final class Steps {
    private final CurationHistory history;
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private int made;

    /** @param history takes the way back, also for when the dialog is closed */
    Steps(CurationHistory history) {
        this.history = history;
    }

    void restart() {
        made = 0;
        canUndo.set(false);
    }

    /** @param inverse takes the step back that was just made */
    void push(Runnable inverse) {
        history.push(inverse);
        made++;
        canUndo.set(true);
    }

    void undo() {
        if (made > 0) {
            made--;
            canUndo.set(made > 0);
            history.undo();
        }
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }
}
