package io.manako.app.gallery;

import java.io.File;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/** What the mouse does on the tiles of a grid. For the UI thread. */
final class TileGestures<T> {
    private final Node grid;
    private final GridSelection<T> selection;
    Consumer<T> onClick = item -> {};
    Consumer<T> onActivate = item -> {};
    Consumer<Point2D> onMenu = place -> {};

    @Nullable
    Function<T, File> file;

    /** @param grid takes the focus when a tile is clicked */
    TileGestures(Node grid, GridSelection<T> selection) {
        this.grid = grid;
        this.selection = selection;
    }

    /** @param shown what the tile shows now, or null */
    void listen(Node tile, Supplier<@Nullable T> shown) {
        tile.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> onMouse(event, shown.get()));
        tile.setOnContextMenuRequested(event -> onMenuRequest(event, shown.get()));
        tile.setOnDragDetected(event -> onDrag(event, tile, shown.get()));
    }

    private void onMouse(MouseEvent event, @Nullable T item) {
        if (item == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        grid.requestFocus();
        if (event.isShiftDown()) {
            selection.extendTo(item);
        } else if (event.isShortcutDown()) {
            selection.toggle(item);
        } else {
            selection.only(item);
            if (event.getClickCount() == 2) {
                onActivate.accept(item);
            } else if (event.getClickCount() == 1) {
                onClick.accept(item);
            }
        }
        event.consume();
    }

    private void onMenuRequest(ContextMenuEvent event, @Nullable T item) {
        if (item == null || event.isKeyboardTrigger()) {
            return;
        }
        grid.requestFocus();
        choose(item);
        onMenu.accept(new Point2D(event.getScreenX(), event.getScreenY()));
        event.consume();
    }

    /** What is done to one of several that are selected is done to all of them. */
    private void choose(T item) {
        if (!selection.contains(item)) {
            selection.only(item);
        }
    }

    private void onDrag(MouseEvent event, Node tile, @Nullable T item) {
        Function<T, File> fileOf = file;
        if (item == null || fileOf == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        choose(item);
        // Copied, never moved: originals stay where they are.
        Dragboard board = tile.startDragAndDrop(TransferMode.COPY);
        ClipboardContent content = new ClipboardContent();
        content.putFiles(selection.chosen().stream().map(fileOf).toList());
        board.setContent(content);
        board.setDragView(tile.snapshot(null, null));
        event.consume();
    }
}
