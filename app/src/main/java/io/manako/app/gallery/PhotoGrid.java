package io.manako.app.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A virtual grid: a list of rows of which only those on the screen exist, each with recycled tiles. Arrow keys, Home, End
 * and the page keys move the selection, Enter or a double click activates it.
 *
 * @param <T> what a tile shows
 */
public final class PhotoGrid<T> extends StackPane {
    /** A recycled tile. */
    public interface Tile<T> {
        Node node();

        /** Shows another item, or nothing: then it stops all work for the item before. */
        void show(@Nullable T item, boolean selected);
    }

    private final ObservableList<T> items;
    private final Supplier<Tile<T>> tiles;
    private final Function<T, Object> identity;
    private final double tileWidth;
    private final ObservableList<Integer> rows = FXCollections.observableArrayList();
    private final ListView<Integer> list = new ListView<>(rows);
    private final List<RowCell> cells = new ArrayList<>();
    private final ObjectProperty<@Nullable T> selected = new SimpleObjectProperty<>();
    private Consumer<T> onClick = item -> {};
    private Consumer<T> onActivate = item -> {};
    private int columns = 1;

    /**
     * @param identity what stays the same when an item is replaced by its newer version, so that the selection stays
     * @param tileWidth least width of a tile; tiles share what is left over
     */
    public PhotoGrid(
            String id,
            ObservableList<T> items,
            Supplier<Tile<T>> tiles,
            Function<T, Object> identity,
            double tileWidth,
            double tileHeight) {
        this.items = items;
        this.tiles = tiles;
        this.identity = identity;
        this.tileWidth = tileWidth;
        list.setId(id);
        list.getStyleClass().addAll("photo-grid", "edge-to-edge");
        list.setFixedCellSize(tileHeight);
        list.setCellFactory(view -> new RowCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.widthProperty().addListener(observable -> countColumns());
        list.focusedProperty().addListener(observable -> refresh());
        items.addListener((ListChangeListener<T>) change -> onItems());
        selected.addListener(observable -> refresh());
        getChildren().add(list);
        onItems();
    }

    public ListView<Integer> list() {
        return list;
    }

    public ObjectProperty<@Nullable T> selectedProperty() {
        return selected;
    }

    /** A single click on a tile, after it is selected. */
    public void setOnClick(Consumer<T> handler) {
        onClick = handler;
    }

    /** Enter or a double click. */
    public void setOnActivate(Consumer<T> handler) {
        onActivate = handler;
    }

    public int columns() {
        return columns;
    }

    private void countColumns() {
        double room = list.getWidth() - 16;
        int count = Math.max(1, (int) (room / tileWidth));
        if (count != columns) {
            columns = count;
            countRows();
            refresh();
        }
    }

    private void onItems() {
        T before = selected.get();
        if (before != null) {
            Object same = identity.apply(before);
            T now = null;
            for (T item : items) {
                if (identity.apply(item).equals(same)) {
                    now = item;
                    break;
                }
            }
            selected.set(now);
        }
        countRows();
        refresh();
    }

    private void countRows() {
        int count = (items.size() + columns - 1) / columns;
        if (count < rows.size()) {
            rows.remove(count, rows.size());
        }
        if (rows.size() < count) {
            rows.addAll(IntStream.range(rows.size(), count).boxed().toList());
        }
    }

    private void refresh() {
        // From the top down: in this order pictures are asked for, and come.
        cells.sort(Comparator.comparingInt(IndexedCell::getIndex));
        for (RowCell cell : cells) {
            cell.fill();
        }
    }

    private void onKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || items.isEmpty()) {
            return;
        }
        int now = selected.get() == null ? -1 : items.indexOf(selected.get());
        int page = Math.max(1, (int) (list.getHeight() / list.getFixedCellSize())) * columns;
        KeyCode code = event.getCode();
        if (code == KeyCode.ENTER) {
            if (now >= 0) {
                onActivate.accept(items.get(now));
                event.consume();
            }
            return;
        }
        int next = switch (code) {
            case LEFT -> now - 1;
            case RIGHT -> now + 1;
            case UP -> now - columns;
            case DOWN -> now + columns;
            case HOME -> 0;
            case END -> items.size() - 1;
            case PAGE_UP -> now - page;
            case PAGE_DOWN -> now + page;
            default -> Integer.MIN_VALUE;
        };
        if (next == Integer.MIN_VALUE) {
            return;
        }
        select(now < 0 ? 0 : Math.clamp(next, 0, items.size() - 1));
        event.consume();
    }

    private void select(int index) {
        selected.set(items.get(index));
        int row = index / columns;
        list.scrollTo(Math.max(0, row - 1));
    }

    private void onMouse(MouseEvent event, @Nullable T item) {
        if (item == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        list.requestFocus();
        selected.set(item);
        if (event.getClickCount() == 2) {
            onActivate.accept(item);
        } else if (event.getClickCount() == 1) {
            onClick.accept(item);
        }
        event.consume();
    }

    /** A row of tiles; as many tiles as columns, made once and shown again and again. */
    private final class RowCell extends ListCell<Integer> {
        private final HBox box = new HBox();
        private final List<Tile<T>> row = new ArrayList<>();
        private final List<@Nullable T> shown = new ArrayList<>();

        RowCell() {
            getStyleClass().add("photo-row");
            box.setAlignment(Pos.CENTER_LEFT);
            box.setFillHeight(true);
            setPrefWidth(0);
            setText(null);
            cells.add(this);
        }

        @Override
        protected void updateItem(@Nullable Integer index, boolean empty) {
            super.updateItem(index, empty);
            setGraphic(empty ? null : box);
            fill();
        }

        void fill() {
            Integer index = isEmpty() ? null : getItem();
            if (index == null) {
                for (Tile<T> tile : row) {
                    tile.show(null, false);
                }
                return;
            }
            fitTiles();
            for (int column = 0; column < columns; column++) {
                int i = index * columns + column;
                T item = i < items.size() ? items.get(i) : null;
                shown.set(column, item);
                row.get(column).show(item, item != null && item == selected.get());
            }
        }

        private void fitTiles() {
            while (row.size() > columns) {
                row.removeLast().show(null, false);
                shown.removeLast();
                box.getChildren().removeLast();
            }
            while (row.size() < columns) {
                Tile<T> tile = tiles.get();
                int column = row.size();
                Node node = tile.node();
                node.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> onMouse(event, shown.get(column)));
                HBox.setHgrow(node, Priority.ALWAYS);
                row.add(tile);
                shown.add(null);
                box.getChildren().add(node);
            }
        }
    }
}
