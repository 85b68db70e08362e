package io.manako.app.gallery;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What the keys do in a grid: they move the selection, and do something with it. For the UI thread. */
final class GridKeys<T> {
    private final PhotoGrid<T> grid;
    private final List<T> items;
    private final GridSelection<T> selection;
    private final TileGestures<T> gestures;
    Consumer<T> onLook = item -> {};

    GridKeys(PhotoGrid<T> grid, List<T> items, GridSelection<T> selection, TileGestures<T> gestures) {
        this.grid = grid;
        this.items = items;
        this.selection = selection;
        this.gestures = gestures;
    }

    void onPressed(KeyEvent event) {
        if (event.isAltDown() || items.isEmpty()) {
            return;
        }
        boolean done;
        if (event.isShortcutDown()) {
            done = event.getCode() == KeyCode.A;
            if (done) {
                selection.all();
            }
        } else {
            done = act(event) || move(event);
        }
        if (done) {
            event.consume();
        }
    }

    private boolean act(KeyEvent event) {
        KeyCode code = event.getCode();
        boolean menu = code == KeyCode.CONTEXT_MENU || code == KeyCode.F10 && event.isShiftDown();
        int now = selection.leadIndex();
        if (now < 0 || code != KeyCode.ENTER && code != KeyCode.SPACE && !menu) {
            return false;
        }
        if (menu) {
            gestures.onMenu.accept(grid.middleOfLead());
        } else if (code == KeyCode.ENTER) {
            gestures.onActivate.accept(items.get(now));
        } else {
            onLook.accept(items.get(now));
        }
        return true;
    }

    private boolean move(KeyEvent event) {
        int now = selection.leadIndex();
        int next = switch (event.getCode()) {
            case LEFT -> now - 1;
            case RIGHT -> now + 1;
            case UP -> now - grid.columns();
            case DOWN -> now + grid.columns();
            case HOME -> 0;
            case END -> items.size() - 1;
            case PAGE_UP -> now - grid.page();
            case PAGE_DOWN -> now + grid.page();
            default -> Integer.MIN_VALUE;
        };
        if (next == Integer.MIN_VALUE) {
            return false;
        }
        int index = now < 0 ? 0 : Math.clamp(next, 0, items.size() - 1);
        if (event.isShiftDown()) {
            selection.extendTo(items.get(index));
        } else {
            selection.only(items.get(index));
        }
        grid.scrollTo(index);
        return true;
    }
}
