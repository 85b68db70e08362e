package io.manako.app.query;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Undo and redo over immutable states, the last {@value #KEPT} of them. For one thread.
 *
 * @param <S> state
 */
final class History<S> {
    private static final int KEPT = 200;

    private final Deque<S> past = new ArrayDeque<>();
    private final Deque<S> future = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private S now;

    History(S first) {
        now = first;
    }

    S now() {
        return now;
    }

    void push(S next) {
        past.push(now);
        if (past.size() > KEPT) {
            past.removeLast();
        }
        future.clear();
        now = next;
        tell();
    }

    void undo() {
        if (!past.isEmpty()) {
            future.push(now);
            now = past.pop();
            tell();
        }
    }

    void redo() {
        if (!future.isEmpty()) {
            past.push(now);
            now = future.pop();
            tell();
        }
    }

    /** Forgets everything and begins with {@code first}. */
    void restart(S first) {
        past.clear();
        future.clear();
        now = first;
        tell();
    }

    private void tell() {
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
